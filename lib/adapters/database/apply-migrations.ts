import { type MigrationFile, toMigrationList } from "@/lib/adapters/database/migration-files";
import { NO_FILTER, withSchemaEngine } from "@/lib/adapters/database/schema-engine";

/**
 * Applies what is missing to a database file that nobody else has open, making it when there is none. Not atomic: a
 * script that fails half-way leaves its first statements in the file.
 */
export async function applyMigrations(
  path: string,
  folder: string,
  migrations: readonly MigrationFile[],
): Promise<string[]> {
  const { appliedMigrationNames } = await withSchemaEngine(path, (engine) =>
    engine.applyMigrations({ migrationsList: toMigrationList(folder, migrations), filters: NO_FILTER }),
  );
  return appliedMigrationNames;
}
