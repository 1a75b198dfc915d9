/**
 * What a text's lines end with, so that an editor gives it back byte by byte. Where ends are mixed it is the line feed:
 * a carriage return is then a character like any other.
 */
export function lineSeparatorOf(text: string): "\n" | "\r\n" {
  const isAllPairs = text.includes("\r\n") && !/(^|[^\r])\n|\r(?!\n)/.test(text);
  return isAllPairs ? "\r\n" : "\n";
}
