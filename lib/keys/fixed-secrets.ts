import { PanelError } from "@/lib/errors";
import type { Kind } from "@/lib/stacks/kind";

/**
 * Refuses other values of what a stack keeps from its first deploy on. What it never had is no change.
 * @param names secrets that would get another value
 * @throws PanelError `input-invalid` that names the secret and why it stays
 */
export function assertChangeable({ secrets }: Pick<Kind, "secrets">, names: readonly string[]): void {
  for (const name of names) {
    const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    if (secret?.fixedAfterDeploy === undefined) continue;
    throw new PanelError("input-invalid", `${secret.label} is not changed once the stack was deployed`, {
      fix: secret.fixedAfterDeploy,
    });
  }
}
