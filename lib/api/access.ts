import { hasRole } from "@/lib/api/contract/roles";
import type { RouteAccess } from "@/lib/api/contract/route";
import type { OperatorView } from "@/lib/api/contract/views";
import type { Visitor } from "@/lib/use-cases/identity/open-session";
import type { Caller } from "@/lib/use-cases/panel";

/** The socket that a call came in by. `control` is for whoever may open it: its file permissions are the proof. */
export type Entrance = "web" | "control";

/** Somebody whom a session, or the control socket, stands for. */
export type KnownCaller = Caller & {
  operator: OperatorView;
  /** null on the control socket. */
  session: { tokenHash: string; expiresAt: Date } | null;
};

/** What a handler learns about its caller: on public routes nothing but where the call comes from. */
export type CallerOf<Access extends RouteAccess> = Access extends "public" ? Visitor : KnownCaller;

export const LOCAL_OWNER: KnownCaller = {
  who: "local",
  from: "local",
  operator: { id: "local", name: "local", role: "owner" },
  session: null,
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
