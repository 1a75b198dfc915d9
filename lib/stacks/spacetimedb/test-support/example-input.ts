import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { Access, SecretValues } from "@/lib/stacks/kind";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import type { SpacetimedbInput, SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { spacetimedb } from "@/lib/stacks/spacetimedb/spacetimedb";

export const exampleSecrets: SecretValues = secretsForKind(
  spacetimedb,
  seededRandom("space"),
  new Date("2026-11-22T12:00:00Z"),
);

/** A stack with the defaults but for what is given. */
export function exampleInput(
  settings: Partial<SpacetimedbSettings> = {},
  access: Access = { mode: "private" },
): SpacetimedbInput {
  return {
    name: "game",
    settings: { ...defaultSettings(spacetimedb), ...settings },
    secrets: exampleSecrets,
    access,
  };
}
