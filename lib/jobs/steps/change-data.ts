import { PanelError } from "@/lib/errors";
import { dataChangesSince, runDataCommand } from "@/lib/jobs/data-changes";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { broughtBack, runningContainer } from "@/lib/jobs/service-container";
import { notRunning } from "@/lib/planning/stopped-services";
import type { ContainerDetail } from "@/lib/ports/engine";
import type { DataChange } from "@/lib/stacks/kind";

/**
 * Changes what services keep in their data, while the containers of the revision before still run: what comes up after
 * this step finds it new. A deploy that ends before its containers are new sets it back.
 */
export const changeDataStep: JobStep = {
  id: "change",
  title: "Change data",
  deadlineMs: 120_000,
  async run(context) {
    const { services, before, definition, signal, resumed } = context;
    const { changes, redact } = await dataChangesSince(services.stacks, before.deployedRevision, definition);
    // All of them before the first is changed. An earlier run of the job may itself have stopped one.
    if (!resumed) for (const change of changes) await assertRunning(context, change);
    for (const change of changes) {
      const { service, title } = change;
      context.report({ detail: title });
      await context.effect(async () => {
        context.shared.changesData = true;
        const { id } = resumed
          ? await broughtBack(context, service, {
              output: (text) => context.output("slipway", redact(text)),
              mayBegin: context.holdOn,
            })
          : await assertRunning(context, change);
        await context.holdOn();
        await runDataCommand(services, change, { service, id, signal, redact });
      });
    }
    return changes.length === 0 ? "Nothing to change" : changes.map(({ title }) => title).join(", ");
  },
};

async function assertRunning(context: StepContext, change: DataChange): Promise<ContainerDetail> {
  const found = await runningContainer(context, change.service);
  if (found !== undefined) return found;
  const { message, fix } = notRunning(change);
  throw new PanelError("service-not-found", message, { fix, service: change.service });
}
