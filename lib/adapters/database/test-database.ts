import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { applyMigrations } from "@/lib/adapters/database/apply-migrations";
import { openDatabase } from "@/lib/adapters/database/connection";
import type { PrismaClient } from "@/lib/adapters/database/generated/client";
import { readMigrations } from "@/lib/adapters/database/migration-files";

const ROOT = resolve(import.meta.dirname, "../../..");

export const MIGRATIONS = join(ROOT, "prisma/migrations");
export const SCHEMA = join(ROOT, "prisma/schema.prisma");

export type TestDatabase = { client: PrismaClient; folder: string; path: string; close(): Promise<void> };

/** A migrated database of its own for a test file: a copy of one that is migrated once. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-database-"));
  const path = join(folder, "slipway.db");
  await copyFile(await migratedBase(), path);
  const client = await openDatabase(path);
  return {
    client,
    folder,
    path,
    async close() {
      await client.$disconnect();
      await rm(folder, { recursive: true });
    },
  };
}

/** The file's name holds a hash of the migrations, so that it is made anew when they change. */
async function migratedBase(): Promise<string> {
  const migrations = await readMigrations(MIGRATIONS);
  const hash = createHash("sha256")
    .update(migrations.map(({ checksum }) => checksum).join())
    .digest("hex");
  const cache = join(ROOT, ".cache");
  const base = join(cache, `migrated-${hash.slice(0, 16)}.db`);
  if (existsSync(base)) return base;
  await mkdir(cache, { recursive: true });
  const draft = `${base}.${process.pid}`;
  await rm(draft, { force: true });
  await applyMigrations(draft, MIGRATIONS, migrations);
  await rename(draft, base);
  return base;
}
