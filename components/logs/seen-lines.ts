import type { LogLine } from "@/lib/api/contract/log-views";

/**
 * What was shown of each service. After a broken connection the last lines come again in one batch: of those, only what
 * is newer is fresh. Lines alone say up to where a service was shown: a marker bears the time of the event, which may be
 * later than that of lines still to come.
 */
export class SeenLines {
  readonly #last = new Map<string, string>();
  #again = false;

  /** The next batch repeats what is stored. */
  resume(): void {
    this.#again = true;
  }

  /** Those that were not shown yet; from now on they count as shown. */
  fresh(lines: readonly LogLine[]): readonly LogLine[] {
    const fresh = this.#again
      ? lines.filter(({ at, service }) => at > (this.#last.get(service) ?? ""))
      : lines;
    this.#again = false;
    for (const { at, service } of fresh) this.#last.set(service, at);
    return fresh;
  }
}
