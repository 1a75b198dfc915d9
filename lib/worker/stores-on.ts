import type { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import type { PrismaClient } from "@/lib/adapters/database/generated/client";
import { PrismaApiTokenStore } from "@/lib/adapters/database/prisma-api-token-store";
import { PrismaAuditLog } from "@/lib/adapters/database/prisma-audit-log";
import { PrismaBackupStore } from "@/lib/adapters/database/prisma-backup-store";
import { PrismaIdentityStore } from "@/lib/adapters/database/prisma-identity-store";
import { PrismaJobStore } from "@/lib/adapters/database/prisma-job-store";
import { PrismaPasskeyStore } from "@/lib/adapters/database/prisma-passkey-store";
import { PrismaPeopleStore } from "@/lib/adapters/database/prisma-people-store";
import { PrismaRoutingStore } from "@/lib/adapters/database/prisma-routing-store";
import { PrismaSecondFactorStore } from "@/lib/adapters/database/prisma-second-factor-store";
import { PrismaStackBackupStore } from "@/lib/adapters/database/prisma-stack-backup-store";
import { PrismaStackStore } from "@/lib/adapters/database/prisma-stack-store";
import { now } from "@/lib/worker/clock";

export type Stores = ReturnType<typeof storesOn>;

/** Every store of the panel, on one database. */
export function storesOn(client: PrismaClient, box: AesSecretBox) {
  return {
    stacks: new PrismaStackStore(client, box, now),
    jobs: new PrismaJobStore(client, now),
    identity: new PrismaIdentityStore(client, now),
    people: new PrismaPeopleStore(client, now),
    apiTokens: new PrismaApiTokenStore(client, now),
    factors: new PrismaSecondFactorStore(client, box, now),
    passkeys: new PrismaPasskeyStore(client, now),
    audit: new PrismaAuditLog(client, now),
    routing: new PrismaRoutingStore(client, now),
    stackBackups: new PrismaStackBackupStore(client, box, now),
    backups: new PrismaBackupStore(client, box, now),
  };
}
