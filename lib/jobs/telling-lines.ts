/** Frames of a stack trace as Node, Java and the like write them, and Node's own last word. */
const TRACE = /^\s+at \S.*$|^Node\.js v\d/;

/** The last lines that say something: a trace hides the error that stands above it. */
export function tellingLines(log: readonly string[], count: number): string[] {
  const words = log.filter((line) => !TRACE.test(line));
  return (words.length > 0 ? words : log).slice(-count);
}
