import type { ApiTokenRecord, ApiTokenStore, OwnedToken } from "@/lib/ports/api-token-store";
import type { MemoryIdentityStore } from "@/lib/ports/fakes/memory-identity-store";
import type { OwnSession } from "@/lib/ports/identity-store";
import type { AuditRecord } from "@/lib/ports/stores";

/** The API tokens of a `MemoryIdentityStore`, for tests: same answers and errors as the database. */
export class MemoryApiTokenStore implements ApiTokenStore {
  readonly #identity: MemoryIdentityStore;

  constructor(identity: MemoryIdentityStore) {
    this.#identity = identity;
  }

  async createToken(own: OwnSession, token: ApiTokenRecord, audit: AuditRecord): Promise<void> {
    this.#identity.requireSession(own);
    this.#identity.apiTokens.set(token.tokenHash, { ...token });
    this.#identity.audit.push(audit);
  }

  async token(tokenHash: string): Promise<OwnedToken | null> {
    return this.#all().find(({ token }) => token.tokenHash === tokenHash) ?? null;
  }

  async touchToken(tokenHash: string, { at, from }: { at: Date; from: string }): Promise<void> {
    const token = this.#identity.apiTokens.get(tokenHash);
    if (token !== undefined) Object.assign(token, { lastUsedAt: at, lastUsedFrom: from });
  }

  async tokensOf(operatorId: string | null): Promise<OwnedToken[]> {
    return this.#all()
      .filter(({ operator }) => operatorId === null || operator.id === operatorId)
      .sort(({ token: a }, { token: b }) => b.createdAt.getTime() - a.createdAt.getTime());
  }

  async deleteToken(tokenHash: string, audit: AuditRecord): Promise<boolean> {
    const found = this.#identity.apiTokens.delete(tokenHash);
    if (found) this.#identity.audit.push(audit);
    return found;
  }

  async deleteTokens(expiredBy: Date): Promise<void> {
    for (const { tokenHash, expiresAt } of this.#identity.apiTokens.values()) {
      if (expiresAt <= expiredBy) this.#identity.apiTokens.delete(tokenHash);
    }
  }

  #all(): OwnedToken[] {
    return [...this.#identity.apiTokens.values()].flatMap((token) => {
      const operator = this.#identity.operators.find(({ id }) => id === token.operatorId);
      if (operator === undefined) return [];
      const { passwordHash: _, ...shown } = operator;
      return [{ token: { ...token }, operator: shown }];
    });
  }
}
