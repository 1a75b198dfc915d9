import type { Kind } from "@/lib/stacks/kind";
import { kinds } from "@/lib/stacks/registry";

/** What the keys page says of tokens for users; null for a kind whose product takes none. */
export function kindTokens(id: string): { issuer: string; explanation: string } | null {
  const kind: Kind | undefined = Object.values(kinds).find((one) => one.id === id);
  return kind?.tokens === undefined
    ? null
    : { issuer: kind.tokens.issuer, explanation: kind.tokens.explanation };
}
