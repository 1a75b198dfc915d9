/** Stands in for `lib/stacks/registry` in the worker that tests bundle: the products' kinds and the one of tests. */
import { fiveKind } from "@/e2e/soak/panel/five-kind";
import type { Kind } from "@/lib/stacks/kind";
import { kindById as productById, kinds as products } from "@/lib/stacks/registry";

export const kinds: Readonly<Record<string, Kind>> = { ...products, five: fiveKind };

export function isKindId(id: string): boolean {
  return Object.hasOwn(kinds, id);
}

export function kindById(id: string): Kind {
  return kinds[id] ?? productById(id);
}
