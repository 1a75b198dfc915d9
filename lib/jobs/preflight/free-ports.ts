import type { JobServices } from "@/lib/jobs/job-services";
import type { ContainerSummary } from "@/lib/ports/engine";
import { isActive } from "@/lib/stacks/active-fields";
import { isBlockedByBrowsers } from "@/lib/stacks/blocked-ports";

const LAST_PORT = 65_535;
/** So many ports in a row that are all in use mean that something else is wrong. */
const MAX_TRIES = 500;

/** Ports that other stacks' latest revisions ask for, running or not, with the stack's name. */
export async function reservedPorts(
  { stacks, kinds }: Pick<JobServices, "stacks" | "kinds">,
  exceptStackId: string | null,
): Promise<ReadonlyMap<number, string>> {
  const reserved = new Map<number, string>();
  for (const stack of await stacks.list()) {
    const kind = Object.hasOwn(kinds, stack.kind) ? kinds[stack.kind] : undefined;
    if (kind === undefined || stack.id === exceptStackId) continue;
    const revision = await stacks.revision(stack.id, stack.revision);
    if (revision === null) continue;
    for (const [key, field] of Object.entries(kind.settings)) {
      const value = revision.settings[key];
      if (field.type !== "port" || typeof value !== "number") continue;
      if (isActive(kind.settings, revision.settings, key)) reserved.set(value, stack.name);
    }
  }
  return reserved;
}

/** The first port from `from` on that no stack asks for, no container publishes, and no process listens on. */
export async function nextFreePort(
  { host }: Pick<JobServices, "host">,
  containers: readonly ContainerSummary[],
  reserved: ReadonlyMap<number, string>,
  from: number,
): Promise<number | null> {
  const published = new Set(containers.flatMap(({ ports }) => ports.map(({ hostPort }) => hostPort)));
  for (let port = from; port <= Math.min(LAST_PORT, from + MAX_TRIES); port += 1) {
    if (reserved.has(port) || published.has(port) || isBlockedByBrowsers(port)) continue;
    if (!(await host.portInUse(port, "tcp"))) return port;
  }
  return null;
}
