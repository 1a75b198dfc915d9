import { inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import type { Engine } from "@/lib/ports/engine";
import type { JobRecord, StackBefore } from "@/lib/ports/stores";

/** Whether a job of the verb has to know, however often it is begun anew, which services ran before it. */
export function remembersRunning(verb: JobRecord["verb"]): boolean {
  return verb === "backup" || verb === "restore";
}

/** Names of the stack's services that are up, or were about to come up again; and of those, the ones that are well. */
export async function runningServices(
  engine: Engine,
  stack: { id: string; name: string },
): Promise<Required<Pick<StackBefore, "running" | "healthy">>> {
  const containers = (await inspectOwned(engine, stack)).filter((one) => !isLeftover(one));
  const up = containers.filter(({ state }) => UP.has(state));
  const well = up.filter(
    ({ state, health }) => state === "running" && (health === "healthy" || health === "none"),
  );
  return { running: up.map(serviceOf), healthy: well.map(serviceOf) };
}

const UP: ReadonlySet<string> = new Set(["running", "restarting", "paused"]);
