import type { PanelError } from "@/lib/errors";
import type { StepContext } from "@/lib/jobs/job-step";
import { knownCause } from "@/lib/jobs/known-cause";
import { lastLogLines } from "@/lib/jobs/last-log-lines";
import type { SeenService } from "@/lib/jobs/look-at-services";
import { serviceFailure } from "@/lib/jobs/service-failure";

type Context = Pick<StepContext, "services" | "redact" | "definition">;

/**
 * Services that fell over and said why in words that leave no hope. The engine starts them again, and some of them then
 * come up over half of their data: what needs them would fail in their place.
 */
export class FinalFailures {
  readonly #context: Context;
  /** Container and how often it was started: a log is read once for each fall. */
  readonly #read = new Set<string>();

  constructor(context: Context) {
    this.#context = context;
  }

  async first(seen: readonly SeenService[]): Promise<PanelError | null> {
    const { definition, services } = this.#context;
    if (!(definition.kind.failures ?? []).some(({ final }) => final === true)) return null;
    for (const { name, container, judgement } of seen) {
      if (judgement.state !== "waiting" || container === null) continue;
      if (container.restartCount === 0 && container.state !== "restarting") continue;
      const fall = `${container.id} ${container.restartCount} ${container.state}`;
      if (this.#read.has(fall)) continue;
      this.#read.add(fall);
      const cause = knownCause(definition, name, await lastLogLines(services.engine, container.id));
      if (cause === null || !cause.final) continue;
      const { reason } = judgement;
      const failed = { state: "failed", code: "service-exited", reason, fix: cause.fix } as const;
      return serviceFailure(this.#context, name, container, failed);
    }
    return null;
  }
}
