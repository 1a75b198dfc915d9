import type { SessionView } from "@/lib/api/contract/identity";
import { PanelError } from "@/lib/errors";
import type { OwnSession, SessionRecord } from "@/lib/ports/identity-store";
import { isOver } from "@/lib/use-cases/identity/check-session";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";

/** Hexadecimal digits of a token's hash that name its session: enough to tell, and no use to whoever reads them. */
const ID_DIGITS = 16;

/** The person's sessions that are not over, this one first, then by when they were last seen. */
export async function listSessions(
  { store, now }: Pick<IdentityServices, "store" | "now">,
  own: OwnSession,
): Promise<SessionView[]> {
  const at = now();
  const live = (await store.sessionsOf(own.operatorId)).filter((session) => !isOver(session, at));
  const current = (session: SessionRecord) => session.tokenHash === own.tokenHash;
  return live
    .sort(
      (a, b) => Number(current(b)) - Number(current(a)) || b.lastSeenAt.getTime() - a.lastSeenAt.getTime(),
    )
    .map((session) => ({
      id: idOf(session),
      from: session.peer,
      browser: session.browser,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
      current: current(session),
    }));
}

/**
 * Ends one of the person's own sessions, its streams included.
 * @throws PanelError `not-found` for one that has ended, and for somebody else's
 */
export async function endOwnSession(
  { store, sessionEnds }: Pick<IdentityServices, "store" | "sessionEnds">,
  own: OwnSession,
  id: string,
  caller: Caller,
): Promise<void> {
  const session = (await store.sessionsOf(own.operatorId)).find((each) => idOf(each) === id);
  const ended =
    session === undefined
      ? []
      : await store.endSessions(
          own.operatorId,
          { only: session.tokenHash },
          { ...caller, what: "session ended", target: session.peer },
        );
  if (ended.length === 0) {
    throw new PanelError("not-found", "This session has ended already", { fix: "Reload the list." });
  }
  sessionEnds.announce(ended);
}

/** Ends all of the person's sessions but the one that asks; answers how many. */
export async function endOtherSessions(
  { store, sessionEnds }: Pick<IdentityServices, "store" | "sessionEnds">,
  own: OwnSession,
  caller: Caller,
): Promise<number> {
  const ended = await store.endSessions(
    own.operatorId,
    { allBut: own.tokenHash },
    { ...caller, what: "other sessions ended", target: caller.who },
  );
  sessionEnds.announce(ended);
  return ended.length;
}

function idOf({ tokenHash }: SessionRecord): string {
  return tokenHash.slice(0, ID_DIGITS);
}
