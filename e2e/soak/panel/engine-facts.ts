import assert from "node:assert/strict";
import type Docker from "dockerode";
import { FIVE_SERVICES } from "@/e2e/soak/panel/five-kind";
import type { Saved } from "@/e2e/soak/panel/stacks";

export type ContainerFacts = {
  id: string;
  name: string;
  service: string;
  state: string;
  health: string;
  exitCode: number;
  startedAt: string;
  /** Value of WORDS in the container; null without it. */
  words: string | null;
};

const STACK_LABEL = "slipway.stack";

/** What the engine itself says of a stack's containers, by service name. */
export async function containersOf(docker: Docker, stack: Saved): Promise<ContainerFacts[]> {
  const listed = await docker.listContainers({
    all: true,
    filters: { label: [`${STACK_LABEL}=${stack.id}`] },
  });
  const facts = await Promise.all(listed.map(async ({ Id }) => inspect(docker, Id)));
  return facts.filter((fact) => fact !== null).toSorted((a, b) => a.name.localeCompare(b.name));
}

async function inspect(docker: Docker, id: string): Promise<ContainerFacts | null> {
  const found = await docker
    .getContainer(id)
    .inspect()
    .catch((error: unknown) => {
      if (isGone(error)) return null;
      throw error;
    });
  if (found === null) return null;
  const { Id, Name, State, Config } = found;
  return {
    id: Id,
    name: Name.slice(1),
    service: Config.Labels["com.docker.compose.service"] ?? "",
    state: State.Status,
    health: State.Health?.Status ?? "none",
    exitCode: State.ExitCode,
    startedAt: State.StartedAt,
    words: Config.Env.find((entry) => entry.startsWith("WORDS="))?.slice("WORDS=".length) ?? null,
  };
}

function isGone(error: unknown): boolean {
  return error instanceof Error && "statusCode" in error && error.statusCode === 404;
}

/** No half-made container: none under a name that Compose made up, none that was never started. */
export function assertNoLeftovers(containers: readonly ContainerFacts[]): void {
  const odd = containers.filter(({ name, state }) => /^[0-9a-f]{12}_/.test(name) || state === "created");
  assert.deepEqual(
    odd.map(({ name, state }) => `${name} ${state}`),
    [],
    "leftover containers",
  );
}

/** Every service of the kind of tests is up, the one-shot is done, and there is nothing else. */
export function assertWhole(containers: readonly ContainerFacts[]): void {
  assertNoLeftovers(containers);
  const seen = containers.map(
    ({ service, state, health, exitCode }) =>
      `${service} ${state} ${health} ${state === "exited" ? exitCode : ""}`,
  );
  const wanted = FIVE_SERVICES.map((service) => {
    if (service === "migrate") return "migrate exited none 0";
    return `${service} running ${service === "api" || service === "database" ? "healthy" : "none"} `;
  });
  assert.deepEqual(seen.toSorted(), wanted.toSorted(), "services on the engine");
}

/** Nothing of the stack is on the engine: containers, networks, volumes. */
export async function assertGone(docker: Docker, stack: Saved): Promise<void> {
  const filters = { label: [`${STACK_LABEL}=${stack.id}`] };
  const [containers, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  assert.deepEqual(
    {
      containers: containers.flatMap(({ Names }) => Names),
      networks: networks.map(({ Name }) => Name),
      volumes: (volumes.Volumes ?? []).map(({ Name }) => Name),
    },
    { containers: [], networks: [], volumes: [] },
    "what is left on the engine",
  );
}
