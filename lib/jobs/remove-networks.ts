import { dropStaleEndpoints, ownNetworks } from "@/lib/jobs/stale-endpoints";
import type { Engine } from "@/lib/ports/engine";

/** Removes the stack's networks; returns how many. */
export async function removeNetworks(engine: Engine, stack: { id: string; name: string }): Promise<number> {
  await dropStaleEndpoints(engine, stack);
  const own = await ownNetworks(engine, stack);
  for (const id of own) await engine.removeNetwork(id);
  return own.length;
}
