import { inStartOrder, inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import type { Engine } from "@/lib/ports/engine";

/** Starts those of the services that do not run, each by itself; returns their names. */
export async function startPaused(
  engine: Engine,
  stack: { id: string; name: string },
  services: readonly string[],
  effect: (run: () => Promise<void>) => Promise<void>,
): Promise<string[]> {
  const down = (await inspectOwned(engine, stack)).filter(
    (one) => !isLeftover(one) && services.includes(serviceOf(one)) && one.state !== "running",
  );
  for (const container of inStartOrder(down)) await effect(() => engine.startContainer(container.id));
  return down.map(serviceOf);
}
