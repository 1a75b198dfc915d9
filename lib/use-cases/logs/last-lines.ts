import type { LogLine } from "@/lib/api/contract/log-views";

/** Characters that are kept for one reader. A single line may have a quarter of a million. */
export const MAX_CHARACTERS = 8 * 1024 * 1024;

/** The last lines of a log as it is read: so many at most, and no more text than memory is meant for. */
export class LastLines {
  readonly #most: number;
  #lines: LogLine[] = [];
  #characters = 0;
  /** Lines were left out for their length, not for their number. */
  isCut = false;

  constructor(most: number) {
    this.#most = most;
  }

  add(lines: readonly LogLine[]): void {
    for (const line of lines) {
      this.#lines.push(line);
      this.#characters += line.text.length;
    }
    if (this.#lines.length > 2 * this.#most || this.#characters > 2 * MAX_CHARACTERS) this.#trim();
  }

  lines(): LogLine[] {
    this.#trim();
    return this.#lines;
  }

  #trim(): void {
    let first = this.#lines.length;
    let characters = 0;
    const earliest = Math.max(0, this.#lines.length - this.#most);
    while (first > earliest) {
      const next = characters + (this.#lines[first - 1]?.text.length ?? 0);
      // The last line is kept however long it is.
      if (next > MAX_CHARACTERS && first < this.#lines.length) break;
      characters = next;
      first -= 1;
    }
    if (first > earliest) this.isCut = true;
    this.#lines = this.#lines.slice(first);
    this.#characters = characters;
  }
}
