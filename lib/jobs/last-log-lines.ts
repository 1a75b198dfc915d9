import { PanelError } from "@/lib/errors";
import type { Engine } from "@/lib/ports/engine";

const LOG_DEADLINE_MS = 5000;
/** A program that falls over may say a lot more behind the line that tells why. */
const MAX_LINES = 60;

/** The last lines that say something; a word instead when the engine does not give them. */
export async function lastLogLines(engine: Pick<Engine, "logs">, id: string): Promise<string[]> {
  const signal = AbortSignal.timeout(LOG_DEADLINE_MS);
  const lines: string[] = [];
  try {
    for await (const chunk of engine.logs(id, { tail: 2 * MAX_LINES, follow: false, signal })) {
      lines.push(...chunk.lines.map(({ text }) => text).filter((text) => text.trim() !== ""));
    }
  } catch (error) {
    if (!(error instanceof PanelError)) throw error;
    return [`(the log could not be read: ${error.message})`];
  }
  return lines.slice(-MAX_LINES);
}
