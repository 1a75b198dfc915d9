import type { TokenScope } from "@/lib/api/contract/token-scopes";
import type { OperatorRecord, OwnSession } from "@/lib/ports/identity-store";
import type { AuditRecord } from "@/lib/ports/stores";

/** Found by its token's SHA-256: the token itself is stored nowhere. It ends with its owner, and with their password. */
export type ApiTokenRecord = {
  id: string;
  tokenHash: string;
  operatorId: string;
  name: string;
  scope: TokenScope;
  createdAt: Date;
  expiresAt: Date;
  /** To the minute; null before the first call. */
  lastUsedAt: Date | null;
  /** Address of that call. */
  lastUsedFrom: string | null;
};

export type OwnedToken = { token: ApiTokenRecord; operator: OperatorRecord };

/** Rows of API tokens. */
export interface ApiTokenStore {
  /** `not-signed-in` when the session that makes it has ended meanwhile. */
  createToken(own: OwnSession, token: ApiTokenRecord, audit: AuditRecord): Promise<void>;
  /** Expired or not. */
  token(tokenHash: string): Promise<OwnedToken | null>;
  touchToken(tokenHash: string, used: { at: Date; from: string }): Promise<void>;
  /** Of one person, or of everybody with null; expired or not, newest first. */
  tokensOf(operatorId: string | null): Promise<OwnedToken[]>;
  /** False when there is none any more; the audit entry is written when there was one. */
  deleteToken(tokenHash: string, audit: AuditRecord): Promise<boolean>;
  /** Rows of tokens that were over by then. */
  deleteTokens(expiredBy: Date): Promise<void>;
}

/** What is written down when a token ends before its time, by whom `by` says. */
export function tokenEnded(
  { name, scope }: Pick<ApiTokenRecord, "name" | "scope">,
  by: Pick<AuditRecord, "who" | "from">,
): AuditRecord {
  return { who: by.who, from: by.from, what: "API token ended", target: tokenName({ name, scope }) };
}

/** As the audit log calls it. */
export function tokenName({ name, scope }: Pick<ApiTokenRecord, "name" | "scope">): string {
  return `${name}, ${scope}`;
}
