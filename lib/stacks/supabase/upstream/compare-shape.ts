import type { ComposeService, Healthcheck } from "@/lib/stacks/compose-project";
import { referring } from "@/lib/stacks/supabase/upstream/compare-environment";
import { type Difference, NONE } from "@/lib/stacks/supabase/upstream/difference";
import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

type Env = Readonly<Record<string, string>>;
type Row = Omit<Difference, "service">;

/** Upstream's names of services that are called otherwise here. */
const NAMES_HERE: Readonly<Record<string, string>> = { "api-gw": "kong" };

/** The service's name in the rendered project. */
export function nameHere(upstreamName: string): string {
  return NAMES_HERE[upstreamName] ?? upstreamName;
}

/** Image, start command, restart policy and health check, where they differ. */
export function runDifferences(upstream: UpstreamService, service: ComposeService, env: Env): Row[] {
  return [
    row("image", upstream.image, service.image),
    row("restart", "unless-stopped", service.restart),
    row("entrypoint", listText(upstream.entrypoint, env), listText(service.entrypoint)),
    row("command", listText(upstream.command, env), listText(service.command)),
    row("health check", listText(upstream.healthcheck?.test, env), listText(service.healthcheck?.test)),
    row("health check's times", timesText(upstream.healthcheck), timesText(service.healthcheck)),
  ].flat();
}

/** Dependencies, mounts, published ports and names on the network, each one by one. */
export function linkDifferences(
  upstreamName: string,
  upstream: UpstreamService,
  service: ComposeService,
): Row[] {
  const dependencies = Object.entries(upstream.dependsOn).map(([name, condition]) => [
    nameHere(name),
    condition,
  ]);
  const here = nameHere(upstreamName);
  return [
    ...rows("dependency", Object.fromEntries(dependencies), service.dependsOn ?? {}),
    ...rows("mount", mountTexts(upstream.mounts), mountsHere(upstream, service)),
    ...rows(
      "port",
      marked(
        upstream.ports.map(({ containerPort }) => String(containerPort)),
        "published",
      ),
      marked(
        (service.ports ?? []).map(({ containerPort }) => String(containerPort)),
        "published",
      ),
    ),
    ...rows(
      "name on the network",
      marked([upstreamName, ...(upstream.aliases ?? [])], "answers"),
      marked([here, ...(service.networkAliases ?? [])], "answers"),
    ),
  ];
}

function mountTexts(mounts: readonly { target: string; readOnly?: boolean }[]): Record<string, string> {
  return Object.fromEntries(
    mounts.map(({ target, readOnly }) => [target, readOnly === true ? "read only" : "writable"]),
  );
}

/** A config stands for a file of upstream's either way: it is the container's own, and written anew with it. */
function mountsHere(upstream: UpstreamService, service: ComposeService): Record<string, string> {
  const there = mountTexts(upstream.mounts);
  const configs = (service.configs ?? []).map(({ target }) => [target, there[target] ?? "a file"]);
  return { ...mountTexts(service.volumes ?? []), ...Object.fromEntries(configs) };
}

function marked(keys: readonly string[], text: string): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, text]));
}

function rows(
  what: string,
  upstream: Readonly<Record<string, string>>,
  here: Readonly<Record<string, string>>,
): Row[] {
  const keys = new Set([...Object.keys(upstream), ...Object.keys(here)]);
  return [...keys].sort().flatMap((key) => row(`${what} ${key}`, upstream[key] ?? NONE, here[key] ?? NONE));
}

function row(what: string, upstream: string, here: string): Row[] {
  return upstream === here ? [] : [{ what, upstream, here }];
}

function listText(words: readonly string[] | undefined, env?: Env): string {
  if (words === undefined) return NONE;
  return JSON.stringify(env === undefined ? words : words.map((word) => referring(word, env)));
}

function timesText(check: Healthcheck | null | undefined): string {
  if (check === null || check === undefined) return NONE;
  const { intervalSeconds, timeoutSeconds, retries, startPeriodSeconds = 0 } = check;
  return `every ${intervalSeconds} s, ${timeoutSeconds} s long, ${retries} times, after ${startPeriodSeconds} s`;
}
