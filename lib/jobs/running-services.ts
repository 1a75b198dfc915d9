import { inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import type { Engine } from "@/lib/ports/engine";
import type { JobRecord } from "@/lib/ports/stores";

/** Whether a job of the verb has to know, however often it is begun anew, which services ran before it. */
export function remembersRunning(verb: JobRecord["verb"]): boolean {
  return verb === "backup" || verb === "restore";
}

/** Names of the stack's services that are up, or were about to come up again. */
export async function runningServices(
  engine: Engine,
  stack: { id: string; name: string },
): Promise<string[]> {
  const containers = (await inspectOwned(engine, stack)).filter((one) => !isLeftover(one));
  return containers.filter(({ state }) => UP.has(state)).map(serviceOf);
}

const UP: ReadonlySet<string> = new Set(["running", "restarting", "paused"]);
