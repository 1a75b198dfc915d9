/**
 * Entry of a short-lived process: applies the migrations of a folder (second argument) to a database file (first).
 * A process of its own, because the engine would keep 50 MiB in the worker for its whole life.
 * Exit code 0, or 1 with the cause on stderr.
 */
import { applyMigrations } from "@/lib/adapters/database/apply-migrations";
import { readMigrations } from "@/lib/adapters/database/migration-files";

const [path, folder] = process.argv.slice(2);
if (path === undefined || folder === undefined) {
  process.stderr.write("migrate <database file> <migrations folder>\n");
  process.exitCode = 2;
} else {
  try {
    await applyMigrations(path, folder, await readMigrations(folder));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
