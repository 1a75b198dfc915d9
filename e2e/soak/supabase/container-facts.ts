import assert from "node:assert/strict";
import type Docker from "dockerode";
import type { Shown } from "@/e2e/soak/supabase/expectation";

export type ContainerFacts = { id: string; running: boolean; health: string; shown: Shown };

/** What the engine itself says of a project's containers, by service. */
export async function containerFacts(docker: Docker, project: string): Promise<Map<string, ContainerFacts>> {
  const filters = { label: [`com.docker.compose.project=${project}`] };
  const listed = await docker.listContainers({ all: true, filters });
  const facts = await Promise.all(
    listed.map(async ({ Id }): Promise<[string, ContainerFacts]> => {
      const container = await docker.getContainer(Id).inspect();
      const image = await docker.getImage(container.Image).inspect();
      const { Config, State } = container;
      const service = Config.Labels["com.docker.compose.service"] ?? container.Name;
      const { Running: running, Health } = State;
      return [
        service,
        { id: Id, running, health: Health?.Status ?? "none", shown: shownOf(container, image) },
      ];
    }),
  );
  return new Map(facts);
}

/** Of the command, only what is not the image's own: an entry point of the project's drops that without a word. */
function shownOf(
  { Config, HostConfig, Mounts }: Docker.ContainerInspectInfo,
  { Config: own }: Docker.ImageInspectInfo,
): Shown {
  const variables = Config.Env.map((entry) => {
    const equals = entry.indexOf("=");
    return [entry.slice(0, equals), entry.slice(equals + 1)];
  });
  const bindings: Record<string, { HostIp?: string; HostPort?: string }[] | null> =
    HostConfig.PortBindings ?? {};
  const ports = Object.entries(bindings).map(([port, hosts]) => [
    `port ${port}`,
    (hosts ?? []).map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}`).join(" "),
  ]);
  const binds = Mounts.filter(({ Type }) => Type === "bind").map(({ Source, Destination }) => [
    `bind ${Destination}`,
    Source,
  ]);
  return Object.fromEntries([
    ...variables,
    ...ports,
    ...binds,
    ["command", besides(Config.Cmd, own.Cmd)],
    ["entrypoint", besides(Config.Entrypoint, own.Entrypoint)],
    ["image", Config.Image],
  ]);
}

type Words = string | readonly string[] | null | undefined;

function besides(words: Words, own: Words): string {
  const [text, usual] = [words, own].map((one) => [one ?? []].flat().join(" "));
  return text === undefined || text === usual ? "" : text;
}

/** What differs of the services that both have, in the form of a table of expectations. */
export function shownChanges(
  before: ReadonlyMap<string, ContainerFacts>,
  after: ReadonlyMap<string, ContainerFacts>,
): Record<string, Record<string, string | null>> {
  const changes: Record<string, Record<string, string | null>> = {};
  for (const [service, { shown: now }] of after) {
    const old = before.get(service)?.shown;
    if (old === undefined) continue;
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    const differing = names.filter((name) => old[name] !== now[name]);
    if (differing.length > 0)
      changes[service] = Object.fromEntries(differing.map((name) => [name, now[name] ?? null]));
  }
  return changes;
}

/** Services whose container is another one. */
export function recreatedServices(
  before: ReadonlyMap<string, ContainerFacts>,
  after: ReadonlyMap<string, ContainerFacts>,
): string[] {
  return [...after].flatMap(([service, { id }]) => {
    const old = before.get(service);
    return old === undefined || old.id === id ? [] : [service];
  });
}

/** Every lasting service runs, and its health check says that it is well. */
export function assertWell(facts: ReadonlyMap<string, ContainerFacts>): void {
  const ill = [...facts].filter(([service, { running, health }]) => {
    return service !== "functions-seed" && (!running || health !== "healthy");
  });
  assert.deepEqual(
    ill.map(([service, { health }]) => `${service} ${health}`),
    [],
    "services that are not well",
  );
}
