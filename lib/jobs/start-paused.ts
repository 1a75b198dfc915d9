import { PanelError } from "@/lib/errors";
import { inStartOrder, inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import { isEngineSilence } from "@/lib/jobs/wait-for-engine";
import type { Engine } from "@/lib/ports/engine";

export type StartedAgain = {
  /** Names of services. */
  started: string[];
  failed: { service: string; error: PanelError }[];
};

/**
 * Starts those of the services that do not run, each by itself: one that cannot start keeps no other one down. What
 * somebody has paused stays so, as the job has not stopped it.
 */
export async function startPaused(
  engine: Engine,
  stack: { id: string; name: string },
  services: readonly string[],
  effect: (run: () => Promise<void>) => Promise<void>,
): Promise<StartedAgain> {
  const down = (await inspectOwned(engine, stack)).filter(
    (one) => !isLeftover(one) && services.includes(serviceOf(one)) && !UP.has(one.state),
  );
  const result: StartedAgain = { started: [], failed: [] };
  for (const container of inStartOrder(down)) {
    const service = serviceOf(container);
    try {
      await effect(() => engine.startContainer(container.id));
      result.started.push(service);
    } catch (error) {
      // Anything else ends the run: the lease is lost, the job was cancelled.
      if (!(error instanceof PanelError)) throw error;
      result.failed.push({ service, error });
    }
  }
  return result;
}

const UP: ReadonlySet<string> = new Set(["running", "paused"]);

/**
 * For a step: names of what was started.
 * @throws PanelError of what could not be; an engine that fell silent comes first, since the step waits for it
 */
export function allStarted({ started, failed }: StartedAgain): string[] {
  const [first] = failed;
  if (first === undefined) return started;
  const silence = failed.find(({ error }) => isEngineSilence(error));
  if (silence !== undefined) throw silence.error;
  const { error } = first;
  throw new PanelError(error.code, failureWords(failed), { ...error.details, service: first.service }, error);
}

/** In words, for what is done when the job ends early; null where nothing is to say. */
export function startedWords({ started, failed }: StartedAgain): string | null {
  const sentences = [
    ...(started.length > 0 ? [`Started again: ${started.join(", ")}.`] : []),
    ...(failed.length > 0 ? [`${failureWords(failed)}.`] : []),
  ];
  return sentences.length === 0 ? null : sentences.join(" ");
}

function failureWords(failed: StartedAgain["failed"]): string {
  return failed
    .map(({ service, error }) => `${service} could not be started again: ${error.message}`)
    .join("; ");
}
