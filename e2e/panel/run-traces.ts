import Docker from "dockerode";

export const TEST_LABEL = "slipway.test";

/** Seconds that a container of a test gets to end by itself. */
const STOP_SECONDS = 0;

export function dockerAt(socketPath: string): Docker {
  // Named in full: dockerode would otherwise read DOCKER_HOST.
  return new Docker({ socketPath, host: undefined, protocol: "http" });
}

/** Containers of one run of tests, by name, with what a test compares. */
export async function containersOf(
  docker: Docker,
  labels: readonly string[],
): Promise<Map<string, { id: string; startedAt: string; running: boolean }>> {
  const listed = await docker.listContainers({ all: true, filters: { label: [...labels] } });
  const facts = await Promise.all(
    listed.map(async ({ Id }) => {
      const { Name, State } = await docker.getContainer(Id).inspect();
      return [Name.slice(1), { id: Id, startedAt: State.StartedAt, running: State.Running }] as const;
    }),
  );
  return new Map(facts.toSorted(([a], [b]) => a.localeCompare(b)));
}

/** Removes what carries the label of this run, and nothing else. */
export async function removeTraces(docker: Docker, run: string): Promise<void> {
  const filters = { label: [`${TEST_LABEL}=${run}`] };
  for (const { Id } of await docker.listContainers({ all: true, filters })) {
    await docker.getContainer(Id).stop({ t: STOP_SECONDS }).catch(alreadySo);
    await docker.getContainer(Id).remove({ force: true, v: true }).catch(alreadySo);
  }
  for (const { Id } of await docker.listNetworks({ filters })) {
    await docker.getNetwork(Id).remove().catch(alreadySo);
  }
  const { Volumes } = await docker.listVolumes({ filters });
  for (const { Name } of Volumes ?? []) await docker.getVolume(Name).remove().catch(alreadySo);
}

/** Stopped already (304) or gone already (404): what was wanted. */
function alreadySo(error: unknown): void {
  const status =
    typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
  if (status !== 304 && status !== 404) throw error;
}
