/**
 * Writes the next migration from what differs between prisma/schema.prisma and prisma/migrations:
 *
 *     npx tsx lib/adapters/database/write-migration.ts add-operator-email
 *
 * Read the SQL before you commit it. A migration that a release holds is never edited: write another.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readMigrations } from "@/lib/adapters/database/migration-files";
import { schemaDifference } from "@/lib/adapters/database/schema-difference";

const root = resolve(import.meta.dirname, "../../..");
const folder = join(root, "prisma/migrations");
const words = process.argv[2] ?? "";

if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(words)) {
  process.stderr.write("Name the migration in lower-case words: write-migration.ts add-operator-email\n");
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const sql = await schemaDifference(join(root, "prisma/schema.prisma"), folder, await readMigrations(folder));
if (sql === null) {
  process.stdout.write("The migrations lead to the schema already.\n");
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const path = join(folder, `${stamp}_${words.replaceAll("-", "_")}`);
  await mkdir(path);
  await writeFile(join(path, "migration.sql"), sql);
  process.stdout.write(`${path}/migration.sql\n`);
}
