import type { ContainerDetail, ContainerSummary, Engine } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

export const PROJECT_LABEL = "com.docker.compose.project";
export const SERVICE_LABEL = "com.docker.compose.service";
/** Compose's hash of a service's definition, as the container was made. */
export const HASH_LABEL = "com.docker.compose.config-hash";
const DEPENDS_LABEL = "com.docker.compose.depends_on";

/** What a half recreate leaves: the container that was to replace another one, under a name that Compose made up. */
const LEFTOVER = /^[0-9a-f]{12}_/;

type Labelled = Pick<ContainerSummary, "name" | "labels">;

/**
 * Whether the container is the stack's: it has the stack's label, and the one name that Compose gives to this service
 * of this project (nothing is scaled: the number is always 1). A name is there once on an engine, so a container that
 * only copies labels does not pass beside the one that it copies.
 */
export function isOwned(stack: { id: string; name: string }, container: Labelled): boolean {
  const { labels } = container;
  if (labels[STACK_LABEL] !== stack.id || labels[PROJECT_LABEL] !== stack.name) return false;
  const service = labels[SERVICE_LABEL];
  if (service === undefined) return false;
  return container.name.replace(LEFTOVER, "") === `${stack.name}-${service}-1`;
}

export function isLeftover(container: Labelled): boolean {
  return LEFTOVER.test(container.name);
}

export function serviceOf(container: Labelled): string {
  return container.labels[SERVICE_LABEL] ?? container.name;
}

/** Whether Compose would take the container for up to date, going by the hashes that it has for the services. */
export function isMadeFrom(hashes: Readonly<Record<string, string>>, container: Labelled): boolean {
  const hash = container.labels[HASH_LABEL];
  return hash !== undefined && hash === hashes[serviceOf(container)];
}

/** The stack's containers, leftovers among them. */
export async function ownedContainers(
  engine: Pick<Engine, "listContainers">,
  stack: { id: string; name: string },
): Promise<ContainerSummary[]> {
  const found = await engine.listContainers({ labels: [`${STACK_LABEL}=${stack.id}`] });
  return found.filter((container) => isOwned(stack, container));
}

/** The same, looked at closely; a container that went in between is left out. */
export async function inspectOwned(
  engine: Engine,
  stack: { id: string; name: string },
): Promise<ContainerDetail[]> {
  const summaries = await ownedContainers(engine, stack);
  const details = await Promise.all(summaries.map(({ id }) => engine.inspectContainer(id)));
  return details.filter((detail) => detail !== null);
}

/**
 * Containers in the order in which they start: what others depend on comes first. The order is Compose's own, from the
 * label that it writes (`database:service_healthy:false,…`), so it needs no definition.
 */
export function inStartOrder<C extends Labelled>(containers: readonly C[]): C[] {
  const byService = new Map<string, C[]>();
  for (const container of containers) {
    const service = serviceOf(container);
    byService.set(service, [...(byService.get(service) ?? []), container]);
  }
  const ordered = new Set<C>();
  const visit = (container: C, path: ReadonlySet<C>) => {
    if (ordered.has(container) || path.has(container)) return;
    const through = new Set([...path, container]);
    for (const entry of (container.labels[DEPENDS_LABEL] ?? "").split(",")) {
      const [service = ""] = entry.split(":");
      for (const needed of byService.get(service) ?? []) visit(needed, through);
    }
    ordered.add(container);
  };
  for (const container of containers) visit(container, new Set());
  return [...ordered];
}
