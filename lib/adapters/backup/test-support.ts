import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DataFolderBackups } from "@/lib/adapters/backup/backup-files";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { ensureMasterKey } from "@/lib/adapters/crypto/master-key";
import { claimBackupSeries, claimInstallation, claimKeyId } from "@/lib/adapters/database/key-owner";
import { PrismaApiTokenStore } from "@/lib/adapters/database/prisma-api-token-store";
import { PrismaIdentityStore } from "@/lib/adapters/database/prisma-identity-store";
import { PrismaStackStore } from "@/lib/adapters/database/prisma-stack-store";
import { openTestDatabase } from "@/lib/adapters/database/test-database";
import { Sensitive } from "@/lib/secrets/sensitive";

export const NOW = new Date("2026-11-21T05:00:00.000Z");
export const PASSPHRASE = new Sensitive("a passphrase for tests");
export const AUDIT = { who: "ann", what: "tested", target: "test", from: "local" };

/** A data folder in use: a stack with a secret, an owner with a session and an API token, a set-up link; and what backs it up. */
export async function openFilledFolder() {
  const database = await openTestDatabase();
  const { client, folder } = database;
  mkdirSync(join(folder, "key"));
  const masterKey = join(folder, "key", "master.key");
  const key = ensureMasterKey(masterKey, false);
  await claimKeyId(client, key.id);
  await claimInstallation(client, () => "installation-1");
  await claimBackupSeries(client, () => "0a1b2c3d");
  const now = () => NOW;
  const stacks = new PrismaStackStore(client, new AesSecretBox(key), now);
  await stacks.create(
    { id: "s1", name: "shop", kind: "directus" },
    { settings: { port: 8055 }, access: { mode: "private" }, note: "" },
    { secret: "the-canary-secret" },
    AUDIT,
  );
  const people = new PrismaIdentityStore(client, now);
  const link = { tokenHash: "link", createdAt: NOW, expiresAt: new Date("2026-11-22T00:00:00Z") };
  await people.replaceSetupLink(link, AUDIT);
  const session = {
    ...{ tokenHash: "session", operatorId: "o1", peer: "127.0.0.1", browser: "" },
    ...{ createdAt: NOW, lastSeenAt: NOW, provedAt: null, expiresAt: new Date("2026-12-01T00:00:00Z") },
  };
  const owner = {
    id: "o1",
    name: "ann",
    role: "owner",
    passwordHash: "h",
    createdAt: NOW,
    lastSeenAt: null,
  } as const;
  await people.createOwner(owner, "link", session, AUDIT);
  const token = {
    ...{ id: "t1", tokenHash: "token", operatorId: "o1", name: "ci", scope: "read" as const },
    ...{ createdAt: NOW, expiresAt: session.expiresAt, lastUsedAt: null, lastUsedFrom: null },
  };
  await new PrismaApiTokenStore(client, now).createToken(session, token, AUDIT);
  await people.replaceSetupLink(link, AUDIT);
  const source = {
    database: database.path,
    ...{ backups: join(folder, "backups"), scratch: join(folder, "scratch"), series: "0a1b2c3d" },
    masterKey,
    version: "1.2.3",
    now,
  };
  return { ...database, stacks, masterKey, key, files: new DataFolderBackups(source) };
}

/** A name that no other backup of the folder has. */
export function backupPath(folder: string): string {
  return join(folder, "backups", `slipway-${randomBytes(4).toString("hex")}.backup`);
}
