import { readFileSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { PanelError } from "@/lib/errors";

/**
 * Makes this process the one worker of its data folder, until it ends or lets go. The lock is the kernel's, taken by way
 * of SQLite since Node has no call for it: it goes with its process, however that one dies, and nothing stale is left.
 * Without it a second worker would quietly take over the sockets of the first.
 * @returns what lets go
 * @throws PanelError `worker-already-running`
 */
export function lockDataFolder(path: string): () => void {
  const holderPath = `${path}.pid`;
  const database = new Database(path, { timeout: 0 });
  try {
    database.pragma("journal_mode = DELETE");
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith("SQLITE_BUSY")) throw error;
    throw new PanelError(
      "worker-already-running",
      `Another worker uses this data folder: process ${readHolder(holderPath)}`,
      { fix: "Stop that panel first, or give this one a data folder of its own (SLIPWAY_DATA)" },
      error,
    );
  }
  writeFileSync(holderPath, `${process.pid}\n`, { mode: 0o600 });
  return () => database.close();
}

function readHolder(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    // Only a hint for the message: the other worker may be just about to write it.
    return "unknown";
  }
}
