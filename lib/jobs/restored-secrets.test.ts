import { expect, it } from "vitest";
import { restoredSecrets } from "@/lib/jobs/restored-secrets";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { Kind } from "@/lib/stacks/kind";
import { kinds } from "@/lib/stacks/registry";
import { defaultSettings } from "@/lib/stacks/settings-schema";

const kind: Kind = kinds.spacetimedb;
const NOW = new Date("2026-11-22T12:00:00Z");
const present = secretsForKind(kind, seededRandom("present"), NOW);
const ofBackup = secretsForKind(kind, seededRandom("backup"), NOW);
const revision = {
  ...{ stackId: "5tack", number: 1, settings: defaultSettings(kind), access: { mode: "private" as const } },
  ...{ note: "", createdAt: NOW, createdBy: "tester" },
};
const restored = (...keys: string[]) =>
  restoredSecrets(
    { kind, revision, secrets: present },
    ofBackup,
    keys.map((key) => ({ key })),
  );

it("are the backup's where its data is", () => {
  expect(restored("data", "keys", "grafana")).toEqual(ofBackup);
});

it("are those that are there where they are kept in a volume that the backup does not have", () => {
  const { grafanaPassword } = present;
  expect(grafanaPassword).not.toBe(ofBackup.grafanaPassword);
  expect(restored("data", "keys")).toEqual({ ...ofBackup, grafanaPassword });
});
