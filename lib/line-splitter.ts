/** Cuts chunks of text into whole lines; a line that a chunk cuts in two waits for the rest of it. */
export class LineSplitter {
  #rest = "";

  /** The lines that this chunk completes, without empty ones. */
  push(chunk: string): string[] {
    const lines = chunk.split("\n");
    lines[0] = this.#rest + (lines[0] ?? "");
    this.#rest = lines.pop() ?? "";
    return lines.filter((line) => line !== "");
  }

  /** What is left when the stream ends without a newline; null when nothing is. */
  end(): string | null {
    const rest = this.#rest;
    this.#rest = "";
    return rest === "" ? null : rest;
  }
}
