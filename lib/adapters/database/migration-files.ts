import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";

export type MigrationFile = {
  /** Name of its folder: a time stamp and words. */
  name: string;
  sql: string;
  /** SHA-256 of the script in hex, as Prisma's own table keeps it. */
  checksum: string;
};

/** The migrations of a folder in the order in which they apply. */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** The same as the migration engine takes them. */
export function toMigrationList(folder: string, migrations: readonly MigrationFile[]): MigrationList {
  return {
    baseDir: folder,
    // Without it the engine cannot tell which database the scripts are for.
    lockfile: { path: "migration_lock.toml", content: 'provider = "sqlite"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}
