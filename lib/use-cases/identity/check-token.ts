import type { TokenScope } from "@/lib/api/contract/token-scopes";
import type { OperatorView } from "@/lib/api/contract/views";
import { PanelError } from "@/lib/errors";
import { addressKey } from "@/lib/ports/address-key";
import type { ApiTokenRecord } from "@/lib/ports/api-token-store";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { CLOCK_SLACK_MS } from "@/lib/use-cases/identity/check-session";
import { tokenBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";

/** Written at most this often, so that reading does not write at each call. */
const TOUCH_MS = 60_000;

/** A token that is good now, and in whose name it acts, with the role that they have now. */
export type CheckedToken = {
  operator: OperatorView;
  token: { name: string; scope: TokenScope; tokenHash: string };
};

/**
 * Who a call with an API token acts for. Unknown tokens count as guesses of their address; a good one is let through
 * whatever others guess from there.
 * @throws PanelError `not-signed-in` for one that is unknown, ended or expired, `too-many-attempts`
 */
export async function checkToken(
  services: Pick<IdentityServices, "apiTokens" | "limiter" | "audit" | "now">,
  tokenHash: string,
  from: string,
): Promise<CheckedToken> {
  const { apiTokens, now } = services;
  const found = await apiTokens.token(tokenHash);
  if (found === null) {
    await admitGuess(services, tokenBudgets(addressKey(from) ?? from), {
      ...{ who: "unknown name", from, what: "API token held off", target: "panel" },
    });
    throw new PanelError("not-signed-in", "There is no such API token: it is mistyped, or was ended", {
      fix: "Make a new one under Settings › API tokens",
    });
  }
  const { token, operator } = found;
  const at = now();
  if (isTokenOver(token, at)) {
    throw new PanelError("not-signed-in", `The API token ${token.name} has expired`, {
      fix: "Make a new one under Settings › API tokens",
    });
  }
  const lastMs = token.lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  // A clock that was set back must not keep the row from being written.
  if (Math.abs(at.getTime() - lastMs) >= TOUCH_MS) await apiTokens.touchToken(tokenHash, { at, from });
  const { id, name, role } = operator;
  return { operator: { id, name, role }, token: { name: token.name, scope: token.scope, tokenHash } };
}

/** Whether what a token opened may go on. */
export async function tokenHolds(
  { apiTokens, now }: Pick<IdentityServices, "apiTokens" | "now">,
  tokenHash: string,
): Promise<boolean> {
  const found = await apiTokens.token(tokenHash);
  return found !== null && !isTokenOver(found.token, now());
}

/** Whether nobody can use the token any more: expired, or made in what is now the future, as of a clock set back. */
export function isTokenOver({ createdAt, expiresAt }: ApiTokenRecord, at: Date): boolean {
  return expiresAt <= at || createdAt.getTime() - at.getTime() > CLOCK_SLACK_MS;
}
