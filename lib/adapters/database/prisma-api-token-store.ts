import type { PrismaClient } from "@/lib/adapters/database/generated/client";
import { requireSession, shownOperator } from "@/lib/adapters/database/prisma-identity-store";
import { writeAudit } from "@/lib/adapters/database/rows";
import { toApiToken } from "@/lib/adapters/database/token-rows";
import type { ApiTokenRecord, ApiTokenStore, OwnedToken } from "@/lib/ports/api-token-store";
import type { Clock } from "@/lib/ports/clock";
import type { OwnSession } from "@/lib/ports/identity-store";
import type { AuditRecord } from "@/lib/ports/stores";

/** API tokens in the database. */
export class PrismaApiTokenStore implements ApiTokenStore {
  readonly #client: PrismaClient;
  readonly #now: Clock;

  constructor(client: PrismaClient, now: Clock) {
    this.#client = client;
    this.#now = now;
  }

  async createToken(own: OwnSession, token: ApiTokenRecord, audit: AuditRecord): Promise<void> {
    await this.#client.$transaction(async (transaction) => {
      await requireSession(transaction, own);
      await transaction.apiToken.create({ data: token });
      await writeAudit(transaction, audit, this.#now());
    });
  }

  async token(tokenHash: string): Promise<OwnedToken | null> {
    const row = await this.#client.apiToken.findUnique({ where: { tokenHash }, include: { operator: true } });
    if (row === null) return null;
    const { operator, ...token } = row;
    return { token: toApiToken(token), operator: shownOperator(operator) };
  }

  async touchToken(tokenHash: string, { at, from }: { at: Date; from: string }): Promise<void> {
    await this.#client.apiToken.updateMany({
      where: { tokenHash },
      data: { lastUsedAt: at, lastUsedFrom: from },
    });
  }

  async tokensOf(operatorId: string | null): Promise<OwnedToken[]> {
    const rows = await this.#client.apiToken.findMany({
      where: operatorId === null ? {} : { operatorId },
      include: { operator: true },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    });
    return rows.map(({ operator, ...token }) => ({
      token: toApiToken(token),
      operator: shownOperator(operator),
    }));
  }

  async deleteToken(tokenHash: string, audit: AuditRecord): Promise<boolean> {
    return this.#client.$transaction(async (transaction) => {
      const { count } = await transaction.apiToken.deleteMany({ where: { tokenHash } });
      if (count > 0) await writeAudit(transaction, audit, this.#now());
      return count > 0;
    });
  }

  async deleteTokens(expiredBy: Date): Promise<void> {
    await this.#client.apiToken.deleteMany({ where: { expiresAt: { lte: expiredBy } } });
  }
}
