import { expect, it } from "vitest";
import { definitionOf } from "@/lib/jobs/definition";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";
import { volumesOf } from "@/lib/jobs/volume-places";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { Kind } from "@/lib/stacks/kind";
import { kinds } from "@/lib/stacks/registry";
import { defaultSettings } from "@/lib/stacks/settings-schema";

const kind: Kind = kinds.spacetimedb;
const NOW = new Date("2026-11-22T12:00:00Z");

function ofSpacetimedb(settings: Record<string, string | boolean>) {
  const revision = {
    ...{ stackId: STACK.id, number: 1, access: { mode: "private" as const } },
    ...{ settings: { ...defaultSettings(kind), ...settings }, note: "", createdAt: NOW, createdBy: "tester" },
  };
  const { services } = new FakeWorld().worker();
  return definitionOf(services, STACK, kind, revision, secretsForKind(kind, seededRandom("places"), NOW));
}

it("names no volume of a stack whose data lies elsewhere, though it has some", () => {
  expect(volumesOf(ofSpacetimedb({ monitoring: true }))).toEqual(["data", "keys", "grafana"]);
  expect(() => volumesOf(ofSpacetimedb({ monitoring: true, storage: "folders" }))).toThrow(
    expect.objectContaining({
      code: "input-invalid",
      message: expect.stringContaining("folders of the engine"),
    }),
  );
});
