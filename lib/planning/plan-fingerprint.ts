import { createHash } from "node:crypto";
import type { Observed, Operation } from "@/lib/planning/stack-facts";

/**
 * SHA-256 over the operations and over what they were derived from. The same plan for the same state has the same
 * fingerprint in whatever order the engine lists things; sizes are left out, since data grows while a person reads.
 */
export function planFingerprint(
  operations: readonly Operation[],
  observed: Pick<Observed, "containers" | "volumes" | "networks">,
): string {
  const facts = {
    operations: operations.map(({ verb, target, cause, destructive }) => [
      verb,
      target.type,
      target.name,
      cause,
      destructive,
    ]),
    containers: observed.containers.map(({ id, state }) => `${id} ${state}`).sort(),
    volumes: observed.volumes.map(({ name }) => name).sort(),
    networks: observed.networks.map(({ name }) => name).sort(),
  };
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}
