import { API_TOKEN_PATTERN } from "@/lib/secrets/api-token-text";
import { REDACTED } from "@/lib/secrets/sensitive";

/** Shorter values occur by chance: taking them out would garble text and still hide nothing. */
const MIN_LENGTH = 6;

export type Redactor = (text: string) => string;

/**
 * Takes the given values out of any text: as they are and as they look in JSON, in a URL, in base64 at any position, in
 * `.env` and in `compose.yaml`; and every API token of a panel, known by its look. A value of several lines is also
 * taken out line by line, since logs come by lines.
 */
export function redactor(values: Iterable<string>): Redactor {
  const forms = new Set<string>();
  for (const value of values) {
    if (value.length < MIN_LENGTH) continue;
    for (const form of writtenForms(value)) {
      if (form.length >= MIN_LENGTH) forms.add(form);
    }
  }
  // Longest first: a value that holds another one is taken out as a whole.
  const alternatives = [...forms]
    .sort((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .concat(API_TOKEN_PATTERN);
  const pattern = new RegExp(alternatives.join("|"), "g");
  return (text) => text.replace(pattern, REDACTED);
}

function writtenForms(value: string): string[] {
  // Not the frame of a PEM file: it is no secret, and the same in every key.
  const lines = value
    .split(/[\r\n]+/)
    .filter((line) => line.length >= 2 * MIN_LENGTH && !line.startsWith("-----"));
  return [value, ...lines].flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    urlEncoded(text),
    urlEncoded(text).replaceAll("%20", "+"),
    text
      .replace(/[\\"$]/g, "\\$&")
      .replaceAll("\n", "\\n")
      .replaceAll("\r", "\\r"),
    text.replaceAll("$", () => "$$"),
    ...base64Forms(text),
  ]);
}

/** As `encodeURIComponent`, which alone would throw at half a character. */
function urlEncoded(text: string): string {
  return encodeURIComponent(Buffer.from(text, "utf8").toString("utf8"));
}

/**
 * Base64 of the value wherever it may stand in the encoded text (`user:password`, say): three alignments, without the
 * characters at either end that also depend on the neighbours; in the standard and in the URL alphabet.
 */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const start = Math.ceil((shift * 8) / 6);
    const end = Math.floor(((shift + bytes.length) * 8) / 6);
    const certain = encoded.slice(start, end);
    return [certain, certain.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
