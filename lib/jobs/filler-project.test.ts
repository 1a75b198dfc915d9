import { expect, it } from "vitest";
import { parse } from "yaml";
import { fillerProject } from "@/lib/jobs/filler-project";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { backedUpVolumes } from "@/lib/stacks/backup-fit";
import type { Kind } from "@/lib/stacks/kind";
import { type KindExample, kindExamples } from "@/lib/stacks/kind-examples";
import { type KindId, kinds } from "@/lib/stacks/registry";
import { renderStack, STACK_LABEL } from "@/lib/stacks/render-stack";
import { defaultSettings } from "@/lib/stacks/settings-schema";

const SUPABASE_PROFILES = ["lite", "standard", "full"];
const SWITCHES = ["realtime", "storage", "imgproxy", "functions", "pooler", "logs"].map(
  (name) => `${name}Switch`,
);
const NOW = new Date("2026-11-20T12:00:00Z");

type Service = { volumes: { source: string; target: string; volume: object }[] } & Record<string, unknown>;
type Project = {
  services: Record<string, Service>;
  volumes: Record<string, { labels: Record<string, string> }>;
};

type Case = { title: string; kind: Kind; example: KindExample };

const PRIVATE = { mode: "private" as const };

/** Every example of every kind, and every switch of Supabase under every profile. */
const CASES: Case[] = [
  ...Object.values(kinds).flatMap((kind: Kind) =>
    Object.entries(kindExamples[kind.id as KindId]).map(([name, example]) => ({
      ...{ title: `${kind.id}: ${name}`, kind, example },
    })),
  ),
  ...SUPABASE_PROFILES.flatMap((profile) =>
    [{}, ...SWITCHES.flatMap((name) => ["on", "off"].map((to) => ({ [name]: to })))].map((change) => ({
      title: `supabase: ${profile} ${JSON.stringify(change)}`,
      kind: kinds.supabase as Kind,
      example: { settings: { profile, ...change }, access: PRIVATE },
    })),
  ),
];

function rendered({ kind, example }: Case) {
  const secrets = {
    ...secretsForKind(kind, seededRandom(kind.id), NOW, example.secrets),
    ...example.secrets,
  };
  const settings = { ...defaultSettings(kind), ...example.settings };
  return renderStack({ kind, stackId: "5tack", name: "shop", settings, secrets, access: example.access });
}

it.each(CASES)("of $title fills each volume once, and puts nothing else into it", (one) => {
  const stack = rendered(one);
  const keys = backedUpVolumes(one.kind.coldBackup, stack.project);
  expect(keys.length).toBeGreaterThan(0);
  const volumes = keys.map((key) => ({ key, folder: `was-${key}` }));
  const { files, places } = fillerProject({ name: "shop", rendered: stack }, volumes);
  const { services, volumes: declared } = parse(files.composeYaml) as Project;
  expect([...places.keys()].sort()).toEqual([...keys].sort());
  for (const [key, { service, above }] of places) {
    const mounts = services[service]?.volumes ?? [];
    expect(mounts.find(({ source }) => source === key)?.target, key).toBe(`${above}/was-${key}`);
    expect(declared[key]?.labels).toEqual({ [STACK_LABEL]: "5tack" });
  }
  for (const { volumes: mounts, ...service } of Object.values(services)) {
    expect(Object.keys(service).filter((name) => name !== "platform")).toEqual(
      expect.arrayContaining(["image", "labels", "logging", "restart"]),
    );
    for (const mount of mounts) {
      expect(mount).toMatchObject({ type: "volume", volume: { nocopy: true } });
      expect(mount).not.toHaveProperty("read_only");
    }
  }
});

it("keeps volumes apart whose folders had one name, and leaves those where they are that kept theirs", () => {
  const settings = { keyFiles: "folder", dataDir: "/game/data", keyDir: "/game/keys" };
  const example = { settings, access: PRIVATE };
  const stack = rendered({ title: "", kind: kinds.spacetimedb as Kind, example });
  const volumes = [
    { key: "data", folder: "data" },
    { key: "keys", folder: "data" },
  ];
  const { files, places } = fillerProject({ name: "shop", rendered: stack }, volumes);
  const targets = (parse(files.composeYaml) as Project).services.prepare?.volumes.map(({ target }) => target);
  expect(targets).toEqual(["/game/data", "/slipway-restore/keys/data"]);
  expect([...places.values()].map(({ above }) => above)).toEqual(["/game", "/slipway-restore/keys"]);
});

it("goes through a service that writes to the volume, where there is one", () => {
  const stack = rendered({
    title: "",
    kind: kinds.supabase as Kind,
    example: { settings: { profile: "full" }, access: PRIVATE },
  });
  const through = (from: typeof stack) =>
    fillerProject({ name: "shop", rendered: from }, [{ key: "functions", folder: "functions" }]).places.get(
      "functions",
    )?.service;
  expect(through(stack)).toBe("functions");
  const { functions: _, "functions-seed": __, ...others } = stack.project.services;
  expect(through({ ...stack, project: { ...stack.project, services: others } })).toBe("studio");
});
