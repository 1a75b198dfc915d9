/** What an API token may do, least first: each may do what those before it may, and none more than its owner. */
export const TOKEN_SCOPES = ["read", "deploy", "secrets"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Whether a token of the first scope may do what takes the second one. */
export function hasScope(scope: TokenScope, needed: TokenScope): boolean {
  return TOKEN_SCOPES.indexOf(scope) >= TOKEN_SCOPES.indexOf(needed);
}
