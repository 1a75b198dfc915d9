import Database from "better-sqlite3";
import { BACKUP_SERIES } from "@/lib/adapters/database/key-owner";

/** What lets somebody in, or is about to: none of it may come back to life with a copy. */
const ENDED_TABLES = [
  "Session",
  "SetupLink",
  "Invitation",
  "PasswordLink",
  "ApiToken",
  "PasskeyChallenge",
] as const;

/**
 * Makes the database of a backup ready to be used: whoever was signed in signs in again, and what was sent out to let
 * somebody in works no longer. The copy names its backups anew: it may run beside the original, whose backups are not
 * its own to delete. Jobs stay as they were: the next start settles them by what the engine shows.
 */
export function settleCopy(path: string, { now, madeAt }: { now: Date; madeAt: string }): void {
  const database = new Database(path, { fileMustExist: true });
  try {
    database.pragma("journal_mode = DELETE");
    database.pragma("synchronous = FULL");
    const exists = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
    database.transaction(() => {
      for (const table of ENDED_TABLES) {
        // An older backup may lack one of them.
        if (exists.get(table) !== undefined) database.exec(`DELETE FROM "${table}"`);
      }
      database.prepare('DELETE FROM "Meta" WHERE "name" = ?').run(BACKUP_SERIES);
      database
        .prepare('INSERT INTO AuditEntry ("at", "who", "what", "target", "from") VALUES (?, ?, ?, ?, ?)')
        // As Prisma's adapter writes a time.
        .run(
          now.toISOString().replace("Z", "+00:00"),
          "local",
          "panel restored",
          `backup of ${madeAt}`,
          "local",
        );
    })();
  } finally {
    database.close();
  }
}
