import { z } from "zod";
import type { ApiToken, Prisma } from "@/lib/adapters/database/generated/client";
import { writeAudit } from "@/lib/adapters/database/rows";
import { TOKEN_SCOPES } from "@/lib/api/contract/token-scopes";
import { type ApiTokenRecord, tokenEnded } from "@/lib/ports/api-token-store";
import type { AuditRecord } from "@/lib/ports/stores";

const scopeOf = z.enum(TOKEN_SCOPES);

export function toApiToken(row: ApiToken): ApiTokenRecord {
  return { ...row, scope: scopeOf.parse(row.scope) };
}

/** All of a person's API tokens, each written down; answers the token hashes, in order. */
export async function endTokensOf(
  transaction: Prisma.TransactionClient,
  operatorId: string,
  by: AuditRecord,
  at: Date,
): Promise<string[]> {
  const rows = await transaction.apiToken.findMany({ where: { operatorId }, orderBy: { tokenHash: "asc" } });
  await transaction.apiToken.deleteMany({ where: { operatorId } });
  for (const row of rows) await writeAudit(transaction, tokenEnded(toApiToken(row), by), at);
  return rows.map(({ tokenHash }) => tokenHash);
}
