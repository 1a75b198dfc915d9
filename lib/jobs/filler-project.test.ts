import { expect, it } from "vitest";
import { parse } from "yaml";
import { fillerProject } from "@/lib/jobs/filler-project";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { backedUpVolumes } from "@/lib/stacks/backup-fit";
import type { Kind } from "@/lib/stacks/kind";
import { kinds } from "@/lib/stacks/registry";
import { renderStack, STACK_LABEL } from "@/lib/stacks/render-stack";
import { defaultSettings } from "@/lib/stacks/settings-schema";

const NOW = new Date("2026-11-20T12:00:00Z");

type Service = { volumes: { source: string; target: string; volume: object }[] } & Record<string, unknown>;
type Project = {
  services: Record<string, Service>;
  volumes: Record<string, { labels: Record<string, string> }>;
};

function rendered(kind: Kind) {
  const secrets = secretsForKind(kind, seededRandom(kind.id), NOW);
  const access = { mode: "private" as const };
  return renderStack({
    kind,
    stackId: "5tack",
    name: "shop",
    settings: defaultSettings(kind),
    secrets,
    access,
  });
}

it.each(Object.values(kinds) as Kind[])(
  "of $id fills each volume once, and puts nothing else into it",
  (kind) => {
    const stack = rendered(kind);
    const keys = backedUpVolumes(kind.coldBackup, stack.project);
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
      expect(Object.keys(service).sort()).toEqual(["image", "labels", "logging", "restart"]);
      for (const mount of mounts) expect(mount).toMatchObject({ type: "volume", volume: { nocopy: true } });
    }
  },
);
