import { readFile } from "node:fs/promises";
import { type MigrationFile, toMigrationList } from "@/lib/adapters/database/migration-files";
import { NO_FILTER, withSchemaEngine } from "@/lib/adapters/database/schema-engine";

/** The SQL that leads from the migrations to the schema; null when they agree. */
export async function schemaDifference(
  schemaPath: string,
  folder: string,
  migrations: readonly MigrationFile[],
): Promise<string | null> {
  const content = await readFile(schemaPath, "utf8");
  const result = await withSchemaEngine(":memory:", (engine) =>
    engine.diff({
      from: { tag: "migrations", ...toMigrationList(folder, migrations) },
      to: { tag: "schemaDatamodel", files: [{ path: schemaPath, content }] },
      script: true,
      exitCode: true,
      filters: NO_FILTER,
    }),
  );
  return result.exitCode === 0 ? null : (result.stdout ?? "");
}
