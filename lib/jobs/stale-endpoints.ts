import { setTimeout as sleep } from "node:timers/promises";
import { ownedContainers, PROJECT_LABEL } from "@/lib/jobs/owned-containers";
import type { ContainerSummary, Engine } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

type StaleEngine = Pick<
  Engine,
  "listContainers" | "removeContainer" | "listNetworks" | "listEndpoints" | "removeEndpoint"
>;

/** Without a container where that is gone. */
type Stale = { name: string; container: ContainerSummary | undefined };

/** An engine gives a container its address when it starts it, and takes it back when it has ended. */
const WITHOUT_ADDRESS: ReadonlySet<string> = new Set(["created", "exited", "dead"]);
/** Between the end of a container, or the begin of its start, and what the engine does about its address. */
const SETTLE_MS = 1000;

/**
 * Takes back addresses in the stack's networks that the engine did not: where it could not write down that a container
 * ended, on a full disk say, it refuses that container's start ever after ("endpoint with name … already exists").
 * It takes an address back only of a container that is gone, so one that stands still is removed; it holds no data.
 * @returns names of the containers
 */
export async function dropStaleEndpoints(
  engine: StaleEngine,
  stack: { id: string; name: string },
): Promise<string[]> {
  const dropped: string[] = [];
  for (const network of await ownNetworks(engine, stack)) {
    const seen = await staleEndpoints(engine, stack, network);
    if (seen.length === 0) continue;
    await sleep(SETTLE_MS);
    const again = await staleEndpoints(engine, stack, network);
    for (const { name, container } of again.filter((one) => seen.some(({ name }) => name === one.name))) {
      if (container !== undefined) await engine.removeContainer(container.id);
      if (!(await engine.listEndpoints(network)).includes(name)) continue;
      await engine.removeEndpoint(network, name);
      dropped.push(name);
    }
  }
  return dropped;
}

/** Addresses of containers that are gone, or are the stack's and do not run. */
async function staleEndpoints(
  engine: StaleEngine,
  stack: { id: string; name: string },
  network: string,
): Promise<Stale[]> {
  const names = await engine.listEndpoints(network);
  if (names.length === 0) return [];
  const [own, all] = await Promise.all([ownedContainers(engine, stack), engine.listContainers()]);
  return names.flatMap((name): Stale[] => {
    const container = own.find((one) => one.name === name);
    if (container === undefined) return all.some((one) => one.name === name) ? [] : [{ name, container }];
    return WITHOUT_ADDRESS.has(container.state) ? [{ name, container }] : [];
  });
}

/** Ids of the stack's networks. */
export async function ownNetworks(
  engine: Pick<Engine, "listNetworks">,
  stack: { id: string; name: string },
): Promise<string[]> {
  const networks = await engine.listNetworks({ labels: [`${STACK_LABEL}=${stack.id}`] });
  return networks.filter(({ labels }) => labels[PROJECT_LABEL] === stack.name).map(({ id }) => id);
}
