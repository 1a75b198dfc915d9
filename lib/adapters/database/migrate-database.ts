import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { readMigrations } from "@/lib/adapters/database/migration-files";
import { pendingMigrations } from "@/lib/adapters/database/migration-state";
import { replaceDatabase, snapshotDatabase } from "@/lib/adapters/database/snapshot";
import { PanelError } from "@/lib/errors";

const CHILD_TIMEOUT_MS = 110_000;

export type MigrationOptions = {
  path: string;
  /** Where the snapshot goes. */
  backups: string;
  migrations: string;
  /** Program and arguments of the process that migrates; the file and the folder are added. */
  command: readonly [string, ...string[]];
  now: Date;
};

export type MigrationOutcome = { applied: readonly string[]; snapshot: string | null };

/**
 * Brings the database up to date, or makes it. A copy is migrated and put in the place of the file when all went well,
 * so that a failure or a kill at any moment leaves the old file as it was. Nobody may have the file open.
 * @throws PanelError `migration-failed` that names the snapshot
 */
export async function migrateDatabase(options: MigrationOptions): Promise<MigrationOutcome> {
  const { path, backups, migrations: folder, now } = options;
  const migrations = await readMigrations(folder);
  const draft = `${path}.migrating`;
  for (const leftover of [draft, `${draft}-journal`, `${draft}-wal`, `${draft}-shm`]) {
    rmSync(leftover, { force: true });
  }
  const exists = existsSync(path);
  const pending = exists ? pendingMigrations(path, migrations) : migrations;
  const first = pending[0];
  if (first === undefined) return { applied: [], snapshot: null };

  const snapshot = exists ? join(backups, `before-${first.name}-${stamp(now)}.db`) : null;
  try {
    if (snapshot !== null) {
      mkdirSync(dirname(snapshot), { recursive: true, mode: 0o700 });
      snapshotDatabase(path, snapshot);
      snapshotDatabase(snapshot, draft);
    }
    await runChild(options.command, [draft, folder]);
    if (pendingMigrations(draft, migrations).length > 0) throw new Error("Not every migration was applied");
    replaceDatabase(path, draft);
  } catch (error) {
    rmSync(draft, { force: true });
    const kept = snapshot === null ? "" : `; a snapshot of it is ${snapshot}`;
    throw new PanelError(
      "migration-failed",
      `The database could not be brought up to date${exists ? `. It is as it was before${kept}` : ""}`,
      {
        fix: "Start the Slipway that ran before, and report this with the lines below",
        evidence: lastLines(error instanceof Error ? error.message : String(error)),
        ...(snapshot === null ? {} : { snapshot }),
      },
      error,
    );
  }
  return { applied: pending.map(({ name }) => name), snapshot };
}

function runChild(
  [program, ...start]: readonly [string, ...string[]],
  args: readonly string[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...start, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    const deadline = setTimeout(() => child.kill("SIGKILL"), CHILD_TIMEOUT_MS);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      stderr = (stderr + part).slice(-4000);
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(deadline);
      if (code === 0) resolve();
      else
        reject(
          new Error(stderr.trim() || `The migration process ended with ${signal ?? `exit code ${code}`}`),
        );
    });
  });
}

function lastLines(text: string): string[] {
  return text.split("\n").slice(-5);
}

/** 20260131T235959Z: sorts by time, and is a file name everywhere. */
export function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
