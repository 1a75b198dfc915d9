import { PanelError } from "@/lib/errors";
import { loadDefinition } from "@/lib/jobs/definition";
import { inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import { repair } from "@/lib/jobs/repair";
import type { StepRun } from "@/lib/jobs/run-step";
import type { ContainerDetail } from "@/lib/ports/engine";

/** The service's container where it runs. */
export async function runningContainer(
  { services, stack }: Pick<StepRun, "services" | "stack">,
  service: string,
): Promise<ContainerDetail | undefined> {
  const found = await inspectOwned(services.engine, stack);
  return found.find((one) => !isLeftover(one) && serviceOf(one) === service && one.state === "running");
}

/**
 * The same where the job itself may have stopped it, or have taken it away, when it was broken off: the one of the
 * revision before comes up again then.
 * @throws PanelError `service-not-found`, and what Compose refuses
 */
export async function broughtBack(
  run: Pick<StepRun, "services" | "stack" | "before" | "signal">,
  service: string,
  { output, mayBegin }: { output: (text: string) => void; mayBegin: () => Promise<void> },
): Promise<ContainerDetail> {
  const found = await runningContainer(run, service);
  if (found !== undefined) return found;
  const { services, stack, before, signal } = run;
  if (before.deployedRevision !== null) {
    const { files } = await loadDefinition(services, stack, before.deployedRevision);
    await repair(services, stack, output);
    await services.compose.up(files, { signal, onOutput: output, mayBegin, services: [service] });
  }
  const back = await runningContainer(run, service);
  if (back !== undefined) return back;
  throw new PanelError("service-not-found", `${service} does not run`, {
    fix: `Read the log of ${service} for the cause, then deploy again`,
    service,
  });
}
