import { hasRole } from "@/lib/api/contract/roles";
import type { RouteAccess, RouteFresh, RouteToken } from "@/lib/api/contract/route";
import { hasScope, type TokenScope } from "@/lib/api/contract/token-scopes";
import type { OperatorView } from "@/lib/api/contract/views";
import { PanelError } from "@/lib/errors";
import type { OwnSession } from "@/lib/ports/identity-store";
import type { CheckedToken } from "@/lib/use-cases/identity/check-token";
import type { Visitor } from "@/lib/use-cases/identity/open-session";
import type { Caller } from "@/lib/use-cases/panel";

/** The socket that a call came in by. `control` is for whoever may open it: its file permissions are the proof. */
export type Entrance = "web" | "control";

/** Somebody whom a session, an API token, or the control socket stands for. */
export type KnownCaller = Caller & {
  operator: OperatorView;
  /** null on the control socket, and with an API token. */
  session: { tokenHash: string; expiresAt: Date; provedAt: Date | null } | null;
  token: CheckedToken["token"] | null;
};

/** What a handler learns about its caller: on public routes nothing but where the call comes from. */
export type CallerOf<Access extends RouteAccess> = Access extends "public" ? Visitor : KnownCaller;

export const LOCAL_OWNER: KnownCaller = {
  who: "local",
  from: "local",
  operator: { id: "local", name: "local", role: "owner" },
  session: null,
  token: null,
};

export type AccessVerdict = "allowed" | "absent" | "not-signed-in" | "not-allowed";

/**
 * The one decision about who may call what; whatever is not allowed here is refused.
 * `absent`: as if there were no such route.
 */
export function decideAccess(
  access: RouteAccess,
  entrance: Entrance,
  role: OperatorView["role"] | null,
): AccessVerdict {
  switch (access) {
    case "public":
      return "allowed";
    case "local":
      return entrance === "control" ? "allowed" : "absent";
    case "viewer":
    case "operator":
    case "owner":
      if (role === null) return "not-signed-in";
      return hasRole(role, access) ? "allowed" : "not-allowed";
  }
}

/** The one decision about what an API token may call, once the role of its owner allows it. */
export function decideToken(needed: RouteToken, scope: TokenScope): boolean {
  return needed !== "never" && hasScope(scope, needed);
}

/** How long a password that was given counts as a proof. */
const PROOF_MS = 5 * 60_000;

/**
 * The one decision about who has to give the password again: true when the call must not go on without.
 * @param session null on the control socket, which is its own proof
 * @param body as the contract has read it
 */
export function needsProof(
  fresh: RouteFresh | undefined,
  session: KnownCaller["session"],
  body: unknown,
  now: Date,
): boolean {
  if (session === null || !isSensitive(fresh, body)) return false;
  // A clock that was set back must not make a proof last.
  return session.provedAt === null || Math.abs(now.getTime() - session.provedAt.getTime()) > PROOF_MS;
}

/** Nobody sits before a program to be asked: what takes a fresh proof of a person, a token was made for on purpose. */
export function needsSecretsScope(fresh: RouteFresh | undefined, scope: TokenScope, body: unknown): boolean {
  return isSensitive(fresh, body) && !hasScope(scope, "secrets");
}

function isSensitive(fresh: RouteFresh | undefined, body: unknown): boolean {
  return fresh !== undefined && (fresh === "always" || isFilled(body, fresh.whenFilled));
}

/** Anything but an empty list or text: a field that is not what the contract says must not be a way around. */
function isFilled(body: unknown, field: string): boolean {
  if (typeof body !== "object" || body === null) return true;
  const value: unknown = Reflect.get(body, field);
  return !(value === "" || (Array.isArray(value) && value.length === 0));
}

/** The session of whoever acts on their own account. @throws PanelError `not-allowed` without one */
export function ownSession({ operator, session }: KnownCaller): OwnSession {
  if (session !== null) return { operatorId: operator.id, tokenHash: session.tokenHash };
  throw new PanelError("not-allowed", "There is no session here: the control socket needs none");
}
