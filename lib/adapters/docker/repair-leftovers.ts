import type { Engine } from "@/lib/ports/engine";

/** Compose puts the replaced container's short id before the name, until the replacement takes the name over. */
const REPLACEMENT_PREFIX = /^[0-9a-f]{12}_/;

/**
 * Removes what an interrupted recreate left: replacements that never took over. With them the next `up` fails with a
 * name conflict. The label `com.docker.compose.replace` cannot tell them: healthy containers keep it for ever.
 * @param ownerLabel `name=value` that only this stack's containers carry
 * @returns names of the containers removed
 */
export async function repairLeftovers(
  engine: Pick<Engine, "listContainers" | "removeContainer">,
  project: string,
  ownerLabel: string,
): Promise<string[]> {
  const containers = await engine.listContainers({
    labels: [`com.docker.compose.project=${project}`, ownerLabel],
  });
  const leftovers = containers.filter(
    ({ name }) => REPLACEMENT_PREFIX.test(name) && name.slice(13).startsWith(`${project}-`),
  );
  for (const { id } of leftovers) await engine.removeContainer(id);
  return leftovers.map(({ name }) => name);
}
