// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation
import { describe, expect, it } from "vitest";
import { type ComposeProject, type ComposeService, env } from "@/lib/stacks/compose-project";
import { compareWithUpstream } from "@/lib/stacks/supabase/upstream/compare-with-upstream";
import { interpolate } from "@/lib/stacks/supabase/upstream/interpolate";
import { differenceRow, listedDifferences } from "@/lib/stacks/supabase/upstream/listed-differences";
import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";
import { upstreamServices } from "@/lib/stacks/supabase/upstream/upstream-services";
import { upstreamVariables } from "@/lib/stacks/supabase/upstream/upstream-variables";

const there: UpstreamService = {
  image: "postgrest/postgrest:v1",
  environment: { URI: "postgres://a:${POSTGRES_PASSWORD}@${POSTGRES_HOST}", LOUD: "${DISABLE_SIGNUP}" },
  mounts: [
    { source: "./a.sql", target: "/a.sql" },
    { source: "./data", target: "/data", readOnly: true },
  ],
  healthcheck: { test: ["CMD", "true"], intervalSeconds: 5, timeoutSeconds: 5, retries: 3 },
  dependsOn: { "api-gw": "service_healthy" },
  ports: [{ published: "80", containerPort: 80 }],
};

const here: ComposeService = {
  image: "postgrest/postgrest:v1",
  environment: { URI: env("REST_URI"), LOUD: env("DISABLE_SIGNUP") },
  configs: [{ source: "a", target: "/a.sql" }],
  volumes: [{ type: "volume", source: "data", target: "/data", readOnly: true }],
  healthcheck: {
    test: ["CMD", "true"],
    intervalSeconds: 5,
    timeoutSeconds: 5,
    retries: 3,
    startPeriodSeconds: 0,
  },
  dependsOn: { kong: "service_healthy" },
  ports: [{ hostIp: "127.0.0.1", hostPort: 9000, containerPort: 80, protocol: "tcp" }],
  restart: "unless-stopped",
  logging: { maxSizeMib: 1, maxFiles: 1 },
};

function project(change: Partial<ComposeService> = {}): ComposeProject {
  return {
    name: "shop",
    services: { rest: { ...here, ...change } },
    volumes: ["data"],
    configs: { a: { content: "" } },
    env: {
      POSTGRES_PASSWORD: "p",
      REST_URI: "postgres://a:p@db",
      DISABLE_SIGNUP: "false",
      ENABLE_EMAIL_AUTOCONFIRM: "false",
    },
    secretEnv: [],
  };
}

function differences(change: Partial<ComposeService>): string[] {
  return compareWithUpstream(project(change), { rest: there }).map(
    ({ service, what, upstream, here: ours }) => `${service}: ${what}: ${upstream} -> ${ours}`,
  );
}

describe("the comparison with upstream", () => {
  it("finds none where a value only comes by another entry, a file is inline and the gateway has its other name", () => {
    expect(differences({})).toEqual([]);
  });

  it.each<[string, Partial<ComposeService>, string[]]>([
    ["another image", { image: "x:1" }, ["rest: image: postgrest/postgrest:v1 -> x:1"]],
    [
      "a variable that is left out and one that is added",
      { environment: { URI: env("REST_URI"), NEW: "1" } },
      ["rest: variable LOUD: ${DISABLE_SIGNUP} -> none", "rest: variable NEW: none -> 1"],
    ],
    [
      "another entry that only happens to have the same value",
      { environment: { ...here.environment, LOUD: env("ENABLE_EMAIL_AUTOCONFIRM") } },
      ["rest: variable LOUD: ${DISABLE_SIGNUP} -> ${ENABLE_EMAIL_AUTOCONFIRM}"],
    ],
    [
      "a constant in the place of an entry",
      { environment: { ...here.environment, LOUD: "false" } },
      ["rest: variable LOUD: ${DISABLE_SIGNUP} -> false"],
    ],
    [
      "an own entry with another value",
      { environment: { ...here.environment, LOUD: env("REST_URI") } },
      ["rest: variable LOUD: ${DISABLE_SIGNUP} -> ${REST_URI}"],
    ],
    ["a mount that is missing", { configs: [] }, ["rest: mount /a.sql: writable -> none"]],
    [
      "a mount that is writable",
      { volumes: [{ type: "volume", source: "data", target: "/data" }] },
      ["rest: mount /data: read only -> writable"],
    ],
    ["a dependency that is missing", { dependsOn: {} }, ["rest: dependency kong: service_healthy -> none"]],
    ["a port that is missing", { ports: [] }, ["rest: port 80: published -> none"]],
    ["a command", { command: ["a", "$b"] }, ['rest: command: none -> ["a","$b"]']],
    ["a one-shot", { restart: "no" }, ["rest: restart: unless-stopped -> no"]],
    ["a further name", { networkAliases: ["r"] }, ["rest: name on the network r: none -> answers"]],
    [
      "a health check that asks otherwise, and longer",
      { healthcheck: { test: ["CMD", "false"], intervalSeconds: 9, timeoutSeconds: 5, retries: 3 } },
      [
        'rest: health check: ["CMD","true"] -> ["CMD","false"]',
        "rest: health check's times: every 5 s, 5 s long, 3 times, after 0 s -> every 9 s, 5 s long, 3 times, after 0 s",
      ],
    ],
    [
      "no health check",
      { healthcheck: undefined },
      [
        'rest: health check: ["CMD","true"] -> none',
        "rest: health check's times: every 5 s, 5 s long, 3 times, after 0 s -> none",
      ],
    ],
  ])("finds %s", (_, change, expected) => {
    expect(differences(change)).toEqual(expected);
  });

  it("finds a service that one of the two lacks", () => {
    const seed = { ...project(), services: { seed: here } };
    expect(compareWithUpstream(seed, { rest: there })).toEqual([
      { service: "rest", what: "service", upstream: "there", here: "none" },
      { service: "seed", what: "service", upstream: "none", here: "there" },
    ]);
  });

  it("writes each difference as a row that is read again", () => {
    const found = { service: "db", what: "command", upstream: '["a","b | c"]', here: "none" };
    const [row] = listedDifferences(
      ["| a | b | c | d | e | f |", "|---|---|---|---|---|---|", differenceRow(found, ["lite", "full"])].join(
        "\n",
      ),
    );
    expect(row).toEqual({ ...found, profiles: ["lite", "full"], reason: "" });
  });
});

describe("upstream's facts", () => {
  it("refer to variables of its example alone, and depend on services that are there", () => {
    for (const set of ["base", "with-logs"] as const) {
      const services = upstreamServices(set);
      for (const service of Object.values(services)) {
        const names = [...JSON.stringify(service).matchAll(/\$\{(\w+)/g)].map(([, name = ""]) => name);
        expect(names.filter((name) => !(name in upstreamVariables))).toEqual([]);
        expect(Object.keys(service.dependsOn).filter((name) => !(name in services))).toEqual([]);
      }
    }
    expect(Object.keys(upstreamServices("base"))).toHaveLength(11);
    expect(Object.keys(upstreamServices("with-logs"))).toHaveLength(13);
    expect(Object.keys(upstreamVariables)).toHaveLength(100);
  });

  it.each([
    ["${A}", "1"],
    ["${NO}", ""],
    ["${NO:-${A}}", "1"],
    ["${EMPTY:-x}", "x"],
    ["${A:-x}", "1"],
    ['{"default":"${NO:-}"}', '{"default":""}'],
    ["$$(cat) ${A}", "$(cat) 1"],
  ])("are read as Compose does: %s", (expression, text) => {
    expect(interpolate(expression, { A: "1", EMPTY: "" })).toBe(text);
  });
});
