import Database from "better-sqlite3";
import type { MigrationFile } from "@/lib/adapters/database/migration-files";
import { PanelError } from "@/lib/errors";

type AppliedRow = { migration_name: string; checksum: string };

/**
 * Which migrations a database file lacks, read from Prisma's own table without starting its engine.
 * @throws PanelError `migration-failed` when the file and the folder do not belong together
 */
export function pendingMigrations(path: string, migrations: readonly MigrationFile[]): MigrationFile[] {
  const applied = readApplied(path);
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (migration === undefined) {
      throw new PanelError(
        "migration-failed",
        `The database knows ${row.migration_name}, this program does not`,
        {
          fix: "The data folder was used by a newer Slipway: start that one, or put an older backup back",
        },
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new PanelError(
        "migration-failed",
        `The migration ${row.migration_name} was edited after it was applied`,
        {
          fix: "Restore the file as it was released, and write a new migration for the change",
        },
      );
    }
  }
  const names = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((migration) => !names.has(migration.name));
}

function readApplied(path: string): AppliedRow[] {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { fileMustExist: true });
    const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
    if (table === undefined) return [];
    return database
      .prepare<[], AppliedRow>(
        "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
      )
      .all();
  } catch (error) {
    throw new PanelError(
      "database-unusable",
      `The database ${path} cannot be read`,
      {
        fix: "Stop the panel, move the file away, and put a copy from the data folder's backups in its place",
        evidence: [error instanceof Error ? error.message : String(error)],
      },
      error,
    );
  } finally {
    database?.close();
  }
}
