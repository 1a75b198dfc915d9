import { stripAnsi } from "@/components/logs/ansi";
import type { LogLine } from "@/lib/api/contract/log-views";

/** What the viewer shows as one row; `id` counts up and never repeats, so that rows keep their place. */
export type LogRow =
  | ({ id: number; type: "line"; level: LogLevel; plainText: string } & LogLine)
  | { id: number; type: "marker"; at: string; service: string; text: string };

export type LogLevel = "error" | "warn" | "info";

/** Lines kept in the browser; older ones are in the download. */
export const MAX_ROWS = 20_000;

/** A bounded list of rows, oldest first. */
export class LogBuffer {
  #rows: LogRow[] = [];
  #nextId = 1;
  /** Rows that fell out at the old end. */
  dropped = 0;

  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  addLines(lines: readonly LogLine[]): void {
    const rows = lines.map((line): LogRow => {
      const plainText = stripAnsi(line.text);
      return { id: this.#nextId++, type: "line", level: levelOf(plainText), plainText, ...line };
    });
    this.#append(rows);
  }

  addMarker(at: string, service: string, text: string): void {
    this.#append([{ id: this.#nextId++, type: "marker", at, service, text }]);
  }

  #append(rows: readonly LogRow[]): void {
    const all = [...this.#rows, ...rows];
    const excess = Math.max(0, all.length - MAX_ROWS);
    this.dropped += excess;
    this.#rows = excess > 0 ? all.slice(excess) : all;
  }
}

/** The level that the text itself states within its first 120 characters; nothing is guessed beyond that. */
export function levelOf(text: string): LogLevel {
  const head = text.slice(0, 120);
  if (
    /\b(?:ERROR|FATAL|PANIC|CRITICAL|EMERG|ALERT)\b|\b(?:error|fatal|panic)\b\s*[:\]"=]|"level"\s*:\s*(?:50|60)\b/.test(
      head,
    )
  ) {
    return "error";
  }
  if (/\bWARN(?:ING)?\b|\bwarn(?:ing)?\b\s*[:\]"=]|"level"\s*:\s*40\b/.test(head)) return "warn";
  return "info";
}

/** Rows that hold the text, without regard to case; markers stay, since they explain what is around them. */
export function filterRows(
  rows: readonly LogRow[],
  text: string,
  services: ReadonlySet<string> | null,
): readonly LogRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "" && services === null) return rows;
  return rows.filter((row) => {
    if (services !== null && !services.has(row.service)) return false;
    return row.type === "marker" || wanted === "" || row.plainText.toLowerCase().includes(wanted);
  });
}
