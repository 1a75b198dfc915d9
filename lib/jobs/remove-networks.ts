import { PROJECT_LABEL } from "@/lib/jobs/owned-containers";
import type { Engine } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

/** Removes the stack's networks; returns how many. */
export async function removeNetworks(engine: Engine, stack: { id: string; name: string }): Promise<number> {
  const networks = await engine.listNetworks({ labels: [`${STACK_LABEL}=${stack.id}`] });
  const own = networks.filter(({ labels }) => labels[PROJECT_LABEL] === stack.name);
  for (const { id } of own) await engine.removeNetwork(id);
  return own.length;
}
