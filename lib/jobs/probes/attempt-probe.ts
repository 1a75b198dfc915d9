import { PanelError } from "@/lib/errors";
import { sleep } from "@/lib/jobs/abort";
import type { Definition } from "@/lib/jobs/definition";
import { ProbeConnectionError } from "@/lib/ports/prober";
import type { Probe, ProbeContext, ProbeOutcome } from "@/lib/stacks/kind";
import type { SettingFields } from "@/lib/stacks/settings";

type Patience = {
  signal: AbortSignal;
  /** By the monotonic clock: until then a failure that is not final is tried again. */
  untilMs: number;
  retryMs: number;
  onRetry(failure: Extract<ProbeOutcome, { ok: false }>): void;
};

/** Runs one probe, again while its service may still be warming up. */
export async function attemptProbe(
  probe: Pick<Probe<SettingFields>, "service" | "run">,
  context: ProbeContext,
  definition: Definition,
  { signal, untilMs, retryMs, onRetry }: Patience,
): Promise<ProbeOutcome> {
  let outcome = await attempt(probe, context, definition);
  while (!outcome.ok && outcome.final !== true && performance.now() < untilMs) {
    signal.throwIfAborted();
    onRetry(outcome);
    await sleep(retryMs, signal);
    outcome = await attempt(probe, context, definition);
  }
  signal.throwIfAborted();
  return outcome;
}

async function attempt(
  probe: Pick<Probe<SettingFields>, "service" | "run">,
  context: ProbeContext,
  definition: Definition,
): Promise<ProbeOutcome> {
  try {
    return await probe.run(context, definition.input);
  } catch (error) {
    if (error instanceof ProbeConnectionError) {
      return {
        ok: false,
        detail: `${probe.service}: ${error.message}`,
        fix: `Read the log of ${probe.service}: it runs, but does not answer`,
      };
    }
    if (error instanceof PanelError) {
      return {
        ok: false,
        detail: error.message,
        fix: error.details.fix ?? `Read the log of ${probe.service}`,
      };
    }
    throw error;
  }
}
