import type { OperatorView } from "@/lib/api/contract/views";
import type { SessionRecord } from "@/lib/ports/identity-store";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { IDLE_MS } from "@/lib/use-cases/identity/open-session";

/** Written at most this often, so that reading pages does not write at each call. */
const TOUCH_MS = 60_000;

/** An address is known for this long after the last sign-in from there. */
const KNOWN_ADDRESS_MS = 90 * 24 * 60 * 60_000;

export type CheckedSession = {
  operator: OperatorView;
  tokenHash: string;
  expiresAt: Date;
  provedAt: Date | null;
};

/** Who a session's token hash stands for, now; null when the session is over or was never there. */
export async function checkSession(
  { store, now }: Pick<IdentityServices, "store" | "now">,
  tokenHash: string,
): Promise<CheckedSession | null> {
  const found = await store.session(tokenHash);
  const at = now();
  if (found === null || isOver(found.session, at)) return null;
  // A clock that was set back must not keep the row from being written.
  if (Math.abs(at.getTime() - found.session.lastSeenAt.getTime()) >= TOUCH_MS)
    await store.touchSession(tokenHash, at);
  const { id, name, role } = found.operator;
  const { expiresAt, provedAt } = found.session;
  return { operator: { id, name, role }, tokenHash, expiresAt, provedAt };
}

/** A clock is put right by so much without anybody noticing. */
export const CLOCK_SLACK_MS = 5 * 60_000;

/**
 * Whether nobody can use the session any more: too old, unseen for too long, or begun in what is now the future. A clock
 * that was set back would let it live on by as much.
 */
export function isOver({ createdAt, expiresAt, lastSeenAt }: SessionRecord, at: Date): boolean {
  return (
    expiresAt <= at ||
    at.getTime() - lastSeenAt.getTime() >= IDLE_MS ||
    createdAt.getTime() - at.getTime() > CLOCK_SLACK_MS
  );
}

/** An expired token is listed for this long, so that whoever wonders why a program fails finds it there. */
const EXPIRED_TOKEN_MS = 30 * 24 * 60 * 60_000;

/** Deletes the rows of sessions, invitations and API tokens that are over, and the addresses that nobody came from for long. */
export async function sweepSessions({
  store,
  people,
  apiTokens,
  now,
}: Pick<IdentityServices, "store" | "people" | "apiTokens" | "now">): Promise<void> {
  const at = now();
  await store.deleteSessions({ expiredBy: at, unseenSince: new Date(at.getTime() - IDLE_MS) });
  await store.forgetAddresses(new Date(at.getTime() - KNOWN_ADDRESS_MS));
  await people.deleteInvitations(at);
  await apiTokens.deleteTokens(new Date(at.getTime() - EXPIRED_TOKEN_MS));
}
