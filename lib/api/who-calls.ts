import { isIP } from "node:net";
import { type Entrance, type KnownCaller, LOCAL_OWNER } from "@/lib/api/access";
import { API_TOKEN_PATTERN } from "@/lib/secrets/api-token-text";
import type { CheckedSession } from "@/lib/use-cases/identity/check-session";
import type { CheckedToken } from "@/lib/use-cases/identity/check-token";

/** What tells a call's bearer token apart; both kinds are known by their hash alone. */
export type BearerChecks = {
  hashToken: (token: string) => string;
  checkSession: (tokenHash: string) => Promise<CheckedSession | null>;
  /** @throws PanelError `not-signed-in`, `too-many-attempts` */
  checkToken: (tokenHash: string, from: string) => Promise<CheckedToken>;
  /** Whether a stream that an API token opened may go on. */
  tokenHolds: (tokenHash: string) => Promise<boolean>;
};

const BEARER = /^Bearer ([\w-]{20,200})$/;
const API_TOKEN = new RegExp(`^${API_TOKEN_PATTERN}$`);

/** Null for a call without a session; an API token that is not good is refused at once. */
export async function whoCalls(
  request: Request,
  entrance: Entrance,
  checks: BearerChecks,
): Promise<KnownCaller | null> {
  if (entrance === "control") return LOCAL_OWNER;
  const bearer = BEARER.exec(request.headers.get("authorization") ?? "")?.[1];
  if (bearer === undefined) return null;
  const peer = peerOf(request);
  const hash = checks.hashToken(bearer);
  if (API_TOKEN.test(bearer)) {
    const { operator, token } = await checks.checkToken(hash, peer);
    const from = `${peer}, by token ${token.name}`;
    return { who: operator.name, from, operator, session: null, token };
  }
  const session = await checks.checkSession(hash);
  if (session === null) return null;
  const { operator, tokenHash, expiresAt, provedAt } = session;
  const known = { tokenHash, expiresAt, provedAt };
  return { who: operator.name, from: peer, operator, session: known, token: null };
}

/** What ends the streams of a caller, and whether they may go on; nothing does on the control socket. */
export function holdOf(
  known: KnownCaller | null,
  checks: BearerChecks,
): { tokenHash: string; holds: () => Promise<boolean> } | null {
  if (known?.token) {
    const { tokenHash } = known.token;
    return { tokenHash, holds: () => checks.tokenHolds(tokenHash) };
  }
  if (!known?.session) return null;
  const { tokenHash } = known.session;
  return { tokenHash, holds: async () => (await checks.checkSession(tokenHash)) !== null };
}

/** What web says of the peer; only web and whoever else may open the socket can say it. */
export function peerOf(request: Request): string {
  const peer = request.headers.get("x-slipway-peer") ?? "";
  return isIP(peer) === 0 ? "unknown" : peer;
}
