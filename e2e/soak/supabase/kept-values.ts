import assert from "node:assert/strict";
import type Docker from "dockerode";
import type { UpstreamFiles } from "@/e2e/soak/supabase/upstream-files";
import { nameHere } from "@/lib/stacks/supabase/upstream/compare-shape";
import { interpolate } from "@/lib/stacks/supabase/upstream/interpolate";
import { type UpstreamSet, upstreamServices } from "@/lib/stacks/supabase/upstream/upstream-services";

/** What every process of a stack sees, by service, as the engine says. */
export type Environments = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Ports of this server: no container is told them. */
const HOSTS_OWN = new Set([
  "API_GW_HTTP_PORT",
  "KONG_HTTP_PORT",
  "POSTGRES_PORT",
  "POOLER_PROXY_PORT_TRANSACTION",
  "DOCKER_SOCKET_LOCATION",
]);

/** What is the same in every stack, whatever the file says of the host. */
const INSIDE = { POSTGRES_HOST: "db", POSTGRES_PORT: "5432", POSTGRES_DB: "postgres" };

export async function environmentsOf(docker: Docker, stackId: string): Promise<Environments> {
  const filters = { label: [`slipway.stack=${stackId}`] };
  const listed = await docker.listContainers({ all: true, filters });
  const found = listed.map(async ({ Id }) => {
    const { Config } = await docker.getContainer(Id).inspect();
    const entries = Config.Env.map((entry) => {
      const at = entry.indexOf("=");
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    });
    return [Config.Labels["com.docker.compose.service"] ?? "", Object.fromEntries(entries)] as const;
  });
  return new Map(await Promise.all(found));
}

/**
 * Fails unless every variable of the file that is said to be kept has in the containers just the value that upstream's
 * own compose file would give it there.
 * @returns how many values were compared, in how many variables of containers
 */
export function assertKept(
  { given }: UpstreamFiles,
  kept: readonly string[],
  set: UpstreamSet,
  environments: Environments,
): string {
  const seen = new Set<string>();
  const wrong: string[] = [];
  let compared = 0;
  for (const [upstreamName, { environment }] of Object.entries(upstreamServices(set))) {
    const service = nameHere(upstreamName);
    for (const [variable, expression] of Object.entries(environment)) {
      const names = [...expression.matchAll(/\$\{(\w+)/g)].map(([, name = ""]) => name);
      const concerned = names.filter((name) => kept.includes(name) && !(name in INSIDE));
      // Where a reference is to something that is made anew, its value here is the stack's own.
      if (concerned.length === 0 || names.some((name) => !kept.includes(name) && !(name in INSIDE))) continue;
      compared += 1;
      for (const name of concerned) seen.add(name);
      const wanted = interpolate(expression, { ...given, ...INSIDE });
      const got = environments.get(service)?.[variable];
      if (got !== wanted) wrong.push(`${service} ${variable}: not what ${concerned.join(", ")} gives`);
    }
  }
  assert.deepEqual(wrong, [], "variables of containers that were not kept");
  const all = new Set([...environments.values()].flatMap((environment) => Object.values(environment)));
  // What upstream ships behind a comment sign stands in a container under a name of the service's own.
  const others = kept.filter((name) => !seen.has(name) && !HOSTS_OWN.has(name) && !isOfLogsAlone(name, set));
  assert.deepEqual(
    others.filter((name) => !all.has(given[name] ?? "")),
    [],
    "kept values that no container has",
  );
  return `${seen.size + others.length} values kept, compared in ${compared + others.length} places`;
}

/** Kept for the day when the logs are switched on. */
function isOfLogsAlone(name: string, set: UpstreamSet): boolean {
  const refers = (one: UpstreamSet) => JSON.stringify(upstreamServices(one)).includes(`\${${name}`);
  return set === "base" && !refers("base") && refers("with-logs");
}

/** Fails when any of these values stands anywhere in a container's environment. */
export function assertAbsent(values: readonly string[], environments: Environments): void {
  const found = [...environments].flatMap(([service, environment]) =>
    Object.entries(environment).flatMap(([name, text]) =>
      values.some((value) => text.includes(value)) ? [`${service} ${name}`] : [],
    ),
  );
  assert.deepEqual(found, [], "variables with a value that was to be made anew");
}
