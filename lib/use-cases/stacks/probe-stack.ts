import type { ProbeResultView } from "@/lib/api/contract/service-views";
import { PanelError } from "@/lib/errors";
import { loadDefinition } from "@/lib/jobs/definition";
import { runProbes } from "@/lib/jobs/probes/run-probes";
import { stackBusy } from "@/lib/ports/store-errors";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, deployedRevisionOf, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

/** All probes together; one alone has ten seconds. */
const DEADLINE_MS = 60_000;

/** Runs the probes now and keeps their results. @throws PanelError `stack-busy`, `deadline-passed` */
export async function probeStack(
  parts: PanelParts,
  idOrName: string,
  caller: Caller,
): Promise<{ results: ProbeResultView[] }> {
  const stack = await stackOf(parts, idOrName);
  const active = parts.runner.activeOf(stack.id);
  if (active !== null) throw stackBusy(stack.name, active);
  const definition = await loadDefinition(parts.source, stack, deployedRevisionOf(stack));
  await parts.stacks.recordAudit(audit(caller, "probes run", stack.name));
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const run = { signal, warmUpMs: 0, retryMs: 0, onResults: () => {} };
  const results = await runProbes(parts.services, definition, run).catch((error: unknown) => {
    throw error === signal.reason ? tooSlow(stack.name) : error;
  });
  await parts.stacks.saveProbeResults(stack.id, results);
  parts.changed(stack.id);
  return { results };
}

function tooSlow(name: string): PanelError {
  return new PanelError(
    "deadline-passed",
    `${name} did not answer all probes within ${DEADLINE_MS / 1000} s`,
    {
      fix: "Look at what its services use and at their logs: they run, but answer slowly",
    },
  );
}
