import { ownedContainers, serviceOf } from "@/lib/jobs/owned-containers";
import type { Engine } from "@/lib/ports/engine";

/**
 * Removes the stack's containers of services that its project no longer has, before the ones that stay are renewed:
 * an orphan may hold a port. Compose's own `--remove-orphans` goes by the project's label alone and would take a
 * container that merely copies it.
 * @param services names that the project has
 */
export async function removeOrphans(
  engine: Engine,
  stack: { id: string; name: string },
  services: Readonly<Record<string, unknown>>,
  output: (text: string) => void,
): Promise<void> {
  for (const container of await ownedContainers(engine, stack)) {
    const service = serviceOf(container);
    if (Object.hasOwn(services, service)) continue;
    output(`Removes ${container.name}: the stack has no service ${service} any more`);
    await engine.stopContainer(container.id);
    await engine.removeContainer(container.id);
  }
}
