import type { Kind } from "@/lib/stacks/kind";
import { kinds } from "@/lib/stacks/registry";

/** The service that runs the functions of a kind's stacks; null for a kind without them. */
export function functionsService(id: string): string | null {
  const kind: Kind | undefined = Object.values(kinds).find((one) => one.id === id);
  return kind?.functions?.service ?? null;
}
