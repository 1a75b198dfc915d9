import type { z } from "zod";
import { Prisma } from "@/lib/adapters/database/generated/client";
import type { AuditRecord } from "@/lib/ports/stores";

/** JSON that we wrote ourselves, checked all the same: a restored or repaired file may hold anything. */
export function readJson<T>(schema: z.ZodType<T>, text: string): T {
  return schema.parse(JSON.parse(text));
}

/** Writes what happened; of a transaction's client, together with the change itself. */
export function writeAudit(client: Prisma.TransactionClient, audit: AuditRecord, at: Date) {
  const { who, what, target, from } = audit;
  return client.auditEntry.create({ data: { at, who, what, target, from } });
}

/** Whether a row with the same unique value exists already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
