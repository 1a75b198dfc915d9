import { PanelError } from "@/lib/errors";
import { PROJECT_LABEL } from "@/lib/jobs/owned-containers";
import { nextFreePort, reservedPorts } from "@/lib/jobs/preflight/free-ports";
import type { ContainerSummary } from "@/lib/ports/engine";
import type { StackRecord } from "@/lib/ports/stores";
import type { Kind } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { proposeStackName } from "@/lib/stacks/stack-name";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

export type Draft = { name: string; settings: Settings };

/**
 * What was left out of a definition, proposed: for a new stack a name that is free here and on the engine, and ports
 * that are free on the host; for one that exists, what it has now.
 */
export async function completeDraft(
  parts: PanelParts,
  kind: Kind,
  existing: StackRecord | null,
  given: { name?: string | undefined; settings: Settings },
): Promise<Draft> {
  if (existing !== null) {
    const revision = await parts.stacks.revision(existing.id, existing.revision);
    return { name: existing.name, settings: { ...revision?.settings, ...given.settings } };
  }
  const asked = given.name?.trim() ?? "";
  // At once: an engine that hangs costs the wait for it only once.
  const [containers, ...others] = await Promise.all([
    seenOnEngine(() => parts.promptEngine.listContainers()),
    ...(asked === "" ? leftOfProjects(parts) : []),
  ]);
  const name = asked || (await proposedName(parts, kind, [...containers, ...others.flat()]));
  return { name, settings: await withFreePorts(parts, kind, containers, given.settings) };
}

/** A project's volumes and networks outlive its containers. */
function leftOfProjects({ promptEngine }: PanelParts): Promise<Pick<ContainerSummary, "labels">[]>[] {
  const labels = [PROJECT_LABEL];
  return [
    seenOnEngine(() => promptEngine.listVolumes({ labels })),
    seenOnEngine(() => promptEngine.listNetworks({ labels })),
  ];
}

async function proposedName(
  parts: PanelParts,
  kind: Kind,
  seen: readonly Pick<ContainerSummary, "labels">[],
): Promise<string> {
  const projects = seen.flatMap(({ labels }) => labels[PROJECT_LABEL] ?? []);
  const stacks = await parts.stacks.list();
  return proposeStackName(kind.id, [...stacks.map((stack) => stack.name), ...projects]);
}

async function withFreePorts(
  parts: PanelParts,
  kind: Kind,
  containers: readonly ContainerSummary[],
  given: Settings,
): Promise<Settings> {
  const taken = new Map(await reservedPorts(parts, null));
  const ports: Record<string, number> = {};
  for (const [key, field] of Object.entries(kind.settings)) {
    if (field.type !== "port") continue;
    const port = given[key] ?? (await nextFreePort(parts, containers, taken, field.default));
    if (typeof port !== "number") continue;
    ports[key] = port;
    taken.set(port, "this stack");
  }
  return { ...given, ...ports };
}

/** Without an engine the proposal goes by what the panel knows itself. */
async function seenOnEngine<T>(look: () => Promise<T[]>): Promise<T[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof PanelError) return [];
    throw error;
  }
}
