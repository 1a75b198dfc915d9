import type { Redactor } from "@/lib/secrets/redaction";

/** No value of an environment is longer; only of one that nearly is would an encoded form be. */
const LONGEST = 131_072;

/**
 * Takes secrets out of a text that comes in parts. A part mostly ends with a line, and is handed on at once; of one that
 * does not, what follows may complete a secret: its end is held back until then.
 */
export async function* redactedParts(parts: AsyncIterable<string>, redact: Redactor): AsyncGenerator<string> {
  let held = "";
  for await (const part of parts) {
    const text = held + part;
    if (text.endsWith("\n")) {
      held = "";
      yield redact(text);
      continue;
    }
    const safe = redact(text);
    // Not within a line that goes on, unless it is longer than what has to be held back.
    const end = Math.max(safe.lastIndexOf("\n") + 1, safe.length - LONGEST);
    held = safe.slice(end);
    if (end > 0) yield safe.slice(0, end);
  }
  if (held !== "") yield redact(held);
}
