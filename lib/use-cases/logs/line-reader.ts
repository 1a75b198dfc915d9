import type { LogLine } from "@/lib/api/contract/log-views";
import type { Engine, LogChunk } from "@/lib/ports/engine";
import type { Redactor } from "@/lib/secrets/redaction";

/** Reads containers' logs as lines for people: redacted, named by service, each line once. */
export class LineReader {
  readonly #engine: Engine;
  #redact: Redactor;
  readonly #redactors: Set<Redactor>;
  /** Time of the last line that was read, by container. */
  readonly #last = new Map<string, string>();

  constructor(engine: Engine, redact: Redactor) {
    this.#engine = engine;
    this.#redact = redact;
    this.#redactors = new Set([redact]);
  }

  /** From now on also what this one hides: a stack that got other secrets still has lines of the time before. */
  alsoRedact(redact: Redactor): void {
    if (this.#redactors.has(redact)) return;
    this.#redactors.add(redact);
    const before = this.#redact;
    this.#redact = (text) => redact(before(text));
  }

  /** The last lines that are stored. */
  async *stored(
    id: string,
    service: string,
    tail: number,
    signal: AbortSignal,
  ): AsyncGenerator<readonly LogLine[]> {
    for await (const { lines } of this.#engine.logs(id, { tail, follow: false, signal })) {
      yield this.#take(id, service, lines);
    }
  }

  /** From the last line that was read on; from the first, when none was. */
  async *follow(id: string, service: string, signal: AbortSignal): AsyncGenerator<readonly LogLine[]> {
    const since = this.#last.get(id);
    const request = {
      tail: Number.POSITIVE_INFINITY,
      follow: true,
      signal,
      ...(since !== undefined && { since }),
    };
    for await (const { lines } of this.#engine.logs(id, request)) {
      // The engine gives the line of that very moment once more.
      const fresh = since === undefined ? lines : lines.filter(({ at }) => at > since);
      if (fresh.length > 0) yield this.#take(id, service, fresh);
    }
  }

  /** Nothing before this container's present end is wanted. */
  skipTo(id: string, at: string): void {
    this.#last.set(id, at);
  }

  #take(id: string, service: string, lines: LogChunk["lines"]): LogLine[] {
    const last = lines.at(-1);
    // A line that the engine did not stamp says nothing of where to go on.
    if (last !== undefined && last.at !== "") this.#last.set(id, last.at);
    const redact = this.#redact;
    return lines.map(({ at, stream, text }) => ({ at, service, stream, text: redact(text) }));
  }
}
