import type { Role } from "@/lib/api/contract/roles";
import { hasRole } from "@/lib/api/contract/roles";
import type { TokenScope } from "@/lib/api/contract/token-scopes";
import type { ApiTokenView } from "@/lib/api/contract/tokens";
import { PanelError } from "@/lib/errors";
import { type OwnedToken, tokenEnded, tokenName } from "@/lib/ports/api-token-store";
import type { OwnSession } from "@/lib/ports/identity-store";
import { API_TOKEN_PREFIX } from "@/lib/secrets/api-token-text";
import { isTokenOver } from "@/lib/use-cases/identity/check-token";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";

const DAY_MS = 24 * 60 * 60_000;
/** Of one person: a list that nobody can look through is no list. */
const MOST_TOKENS = 50;

/** @param operatorId of whose tokens; null: everybody's */
export async function listTokens(
  { apiTokens, now }: Pick<IdentityServices, "apiTokens" | "now">,
  operatorId: string | null,
): Promise<ApiTokenView[]> {
  const at = now();
  return (await apiTokens.tokensOf(operatorId)).map((owned) => tokenView(owned, at));
}

/**
 * Makes a token; its text is answered here and nowhere else.
 * @throws PanelError `input-invalid` for a scope that the role has no use for, `name-taken`, `not-signed-in`
 */
export async function createToken(
  { store, apiTokens, tokens, now, newId }: IdentityServices,
  own: OwnSession,
  given: { name: string; scope: TokenScope; days: number },
  caller: Caller,
): Promise<{ token: string; made: ApiTokenView }> {
  const operator = await store.findById(own.operatorId);
  if (operator === null) throw new PanelError("not-signed-in", "Your session has ended");
  requireUse(operator.role, given.scope);
  const present = await apiTokens.tokensOf(own.operatorId);
  if (present.some(({ token }) => token.name === given.name)) throw nameTaken(given.name);
  if (present.length >= MOST_TOKENS) throw tooMany();
  const text = `${API_TOKEN_PREFIX}${tokens.create()}`;
  const createdAt = now();
  const token = {
    ...{ id: newId(), tokenHash: tokens.hash(text), operatorId: operator.id },
    ...{ name: given.name, scope: given.scope, createdAt, lastUsedAt: null, lastUsedFrom: null },
    expiresAt: new Date(createdAt.getTime() + given.days * DAY_MS),
  };
  const days = given.days === 1 ? "a day" : `${given.days} days`;
  await apiTokens.createToken(own, token, {
    ...{ ...caller, what: "API token made" },
    target: `${tokenName(token)}, for ${days}`,
  });
  return { token: text, made: tokenView({ token, operator }, createdAt) };
}

/**
 * Ends a token, its streams included.
 * @param operatorId whose it must be; null: anybody's
 * @throws PanelError `not-found` for one that has ended, and for somebody else's
 */
export async function endToken(
  { apiTokens, sessionEnds }: Pick<IdentityServices, "apiTokens" | "sessionEnds">,
  operatorId: string | null,
  id: string,
  caller: Caller,
): Promise<void> {
  const found = (await apiTokens.tokensOf(operatorId)).find(({ token }) => token.id === id);
  if (found !== undefined) {
    const { token, operator } = found;
    const entry = tokenEnded(token, caller);
    const others = operator.name === caller.who ? {} : { target: `${entry.target}, of ${operator.name}` };
    if (await apiTokens.deleteToken(token.tokenHash, { ...entry, ...others })) {
      sessionEnds.announce([token.tokenHash]);
      return;
    }
  }
  throw new PanelError("not-found", "This API token has ended already", { fix: "Reload the list." });
}

/** A right that the role does not have now would come with a later role, unseen. */
function requireUse(role: Role, scope: TokenScope): void {
  if (scope === "read" || hasRole(role, "operator")) return;
  throw new PanelError("input-invalid", "A viewer's token can only read", {
    issues: [{ field: "scope", message: "Choose read: a token may do no more than you" }],
  });
}

function nameTaken(name: string): PanelError {
  return new PanelError("name-taken", `You have an API token called ${name} already`, {
    issues: [{ field: "name", message: "You have one of this name: choose another, or end that one first" }],
  });
}

function tooMany(): PanelError {
  return new PanelError("input-invalid", `You have ${MOST_TOKENS} API tokens: nobody needs more`, {
    fix: "End those that are not used any more",
  });
}

function tokenView(
  { token, operator }: Pick<OwnedToken, "token"> & { operator: { id: string; name: string } },
  at: Date,
): ApiTokenView {
  return {
    ...{ id: token.id, name: token.name, scope: token.scope },
    owner: { id: operator.id, name: operator.name },
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    expired: isTokenOver(token, at),
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    lastUsedFrom: token.lastUsedFrom,
  };
}
