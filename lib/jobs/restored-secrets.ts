import { PanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";
import type { BackedUpVolume } from "@/lib/ports/stack-backups";
import type { SecretValues } from "@/lib/stacks/kind";

/**
 * The secrets that a stack has once a backup's data is in it. What the panel made goes with the data, which holds it or
 * was signed by it; what a person gave is of services elsewhere, and stays as it is now, and so does what is kept in a
 * volume that the backup does not have.
 * @throws PanelError `settings-invalid` where the kind refuses them beside the present settings
 */
export function restoredSecrets(
  { kind, secrets, revision }: Pick<Definition, "kind" | "secrets" | "revision">,
  ofBackup: SecretValues,
  volumes: readonly Pick<BackedUpVolume, "key">[],
): SecretValues {
  const absent = Object.entries(kind.coldBackup?.secretsIn ?? {}).flatMap(([key, names]) =>
    volumes.some((volume) => volume.key === key) ? [] : names,
  );
  const ofData = Object.entries(ofBackup).filter(([name]) => {
    const recipe = kind.secrets[name]?.recipe;
    return recipe !== undefined && recipe.type !== "provided" && !absent.includes(name);
  });
  const merged = { ...secrets, ...Object.fromEntries(ofData) };
  // Read by the kind's own schema when the revision was saved.
  const issues = kind.check(revision.settings as Parameters<typeof kind.check>[0], merged);
  if (issues.length === 0) return merged;
  throw new PanelError(
    "settings-invalid",
    "The backup's secrets do not go with the settings that are deployed",
    {
      fix: "Deploy a revision with the settings that it was made with first, then restore",
      issues,
    },
  );
}

/** Whether two sets hold the same values under the same names. */
export function areSameSecrets(one: SecretValues, other: SecretValues): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
