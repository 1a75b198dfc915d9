import { PanelError } from "@/lib/errors";
import { serviceOf } from "@/lib/jobs/owned-containers";
import type { Engine } from "@/lib/ports/engine";

/** When each container that has a volume was started last, by its id. */
export type Starts = ReadonlyMap<string, string | null>;

type Looks = Pick<Engine, "listContainers" | "inspectContainer">;

/**
 * That no container with the volume is up: what is read then would be of no single moment. Whose ever it is.
 * @throws PanelError `stack-busy`
 */
export async function assertCold(engine: Looks, volume: string): Promise<Starts> {
  const users = await engine.listContainers({ volumes: [volume] });
  const details = await Promise.all(users.map(({ id }) => engine.inspectContainer(id)));
  const starts = new Map<string, string | null>();
  for (const container of details) {
    if (container === null) continue;
    if (!DOWN.has(container.state)) throw started(serviceOf(container));
    starts.set(container.id, container.startedAt);
  }
  return starts;
}

const DOWN: ReadonlySet<string> = new Set(["created", "exited", "dead"]);

/**
 * That none was up in between either, however shortly.
 * @param before of `assertCold`
 * @throws PanelError `stack-busy`
 */
export async function assertStayedCold(engine: Looks, volume: string, before: Starts): Promise<void> {
  for (const [id, startedAt] of await assertCold(engine, volume)) {
    if (startedAt === (before.get(id) ?? null)) continue;
    const container = await engine.inspectContainer(id);
    throw started(container === null ? id : serviceOf(container));
  }
}

function started(service: string): PanelError {
  return new PanelError("stack-busy", `${service} was started while its data is backed up`, {
    fix: "Let it be stopped until the backup is made, then try again",
    service,
  });
}
