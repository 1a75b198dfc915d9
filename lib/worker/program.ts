import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type Program = {
  /** The checkout, or the folder of the image. */
  root: string;
  version: string;
  /** What migrates the database, as a process of its own. */
  migrate: readonly [string, ...string[]];
};

/** @param entry the entry's own address, `lib/worker.ts` as much as `dist/worker.mjs`: after bundling no other file has one */
export function readProgram(entry: string): Program {
  const root = fileURLToPath(new URL("..", entry));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { root, version, migrate: migrateCommand(entry, root) };
}

/** The bundle of the migration stands beside the worker's; from sources it runs as the worker does, through tsx. */
function migrateCommand(entry: string, root: string): [string, ...string[]] {
  const bundle = fileURLToPath(new URL("./migrate.mjs", entry));
  if (existsSync(bundle)) return [process.execPath, bundle];
  return [process.execPath, "--import", "tsx", join(root, "lib/adapters/database/migrate.ts")];
}
