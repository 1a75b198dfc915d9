import type { OperatorView } from "@/lib/api/contract/views";
import type { SessionRecord } from "@/lib/ports/identity-store";
import { browserName } from "@/lib/use-cases/identity/browser-name";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";

/** A session ends this long after its last call or heartbeat. */
export const IDLE_MS = 60 * 60_000;
/** And this long after sign-in, whatever happens. */
export const ABSOLUTE_MS = 12 * 60 * 60_000;

/** Somebody without a session: their address, and the User-Agent header as it came. */
export type Visitor = { from: string; agent: string };

export type SignedIn = { token: string; operator: OperatorView; expiresAt: string };

/** A session that is still to be stored, and what the person is given for it. */
export function openSession(
  { tokens, now }: IdentityServices,
  operator: OperatorView,
  { from, agent }: Visitor,
): { session: SessionRecord; answer: SignedIn } {
  const token = tokens.create();
  const at = now();
  const expiresAt = new Date(at.getTime() + ABSOLUTE_MS);
  return {
    session: {
      tokenHash: tokens.hash(token),
      operatorId: operator.id,
      peer: from,
      browser: browserName(agent),
      createdAt: at,
      lastSeenAt: at,
      expiresAt,
      provedAt: at,
    },
    answer: {
      token,
      operator: { id: operator.id, name: operator.name, role: operator.role },
      expiresAt: expiresAt.toISOString(),
    },
  };
}
