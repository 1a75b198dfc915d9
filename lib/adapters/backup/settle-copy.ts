import Database from "better-sqlite3";
import { BACKUP_SERIES } from "@/lib/adapters/database/key-owner";
import type { StepView } from "@/lib/api/contract/job-views";
import type { ErrorView } from "@/lib/api/contract/views";

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
 * its own to delete. Jobs stay as they were, and the next start settles them by what the engine shows; but one that read
 * or replaced a stack's data has ended: carried on, it would do so to the data of today.
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
      endDataJobs(database, now);
      database.prepare('DELETE FROM "Meta" WHERE "name" = ?').run(BACKUP_SERIES);
      database
        .prepare('INSERT INTO AuditEntry ("at", "who", "what", "target", "from") VALUES (?, ?, ?, ?, ?)')
        .run(storedTime(now), "local", "panel restored", `backup of ${madeAt}`, "local");
    })();
  } finally {
    database.close();
  }
}

const INTERRUPTED: ErrorView = {
  code: "job-interrupted",
  message: "The panel was restored from a backup that was made while this job ran",
  fix: "Look at the stack, then start the job again",
};

/** Whether a stack's data is whole stays as it stands in the stack's row. */
function endDataJobs(database: Database.Database, now: Date): void {
  const unended = database.prepare(
    `SELECT "id", "steps" FROM "Job" WHERE "endedAt" IS NULL AND "verb" IN ('backup', 'restore')`,
  );
  const end = database.prepare(
    `UPDATE "Job" SET "state" = 'failed', "endedAt" = ?, "error" = ?, "steps" = ?, "busyStackId" = NULL,
     "holder" = NULL, "leaseUntil" = NULL WHERE "id" = ?`,
  );
  for (const { id, steps } of unended.all() as { id: string; steps: string }[]) {
    const ended = (JSON.parse(steps) as StepView[]).map((step) => endedStep(step, now));
    end.run(storedTime(now), JSON.stringify(INTERRUPTED), JSON.stringify(ended), id);
  }
}

function endedStep(step: StepView, now: Date): StepView {
  if (step.state === "running") return { ...step, state: "failed", endedAt: now.toISOString() };
  return step.state === "waiting" ? { ...step, state: "skipped" } : step;
}

/** As Prisma's adapter writes a time. */
function storedTime(at: Date): string {
  return at.toISOString().replace("Z", "+00:00");
}
