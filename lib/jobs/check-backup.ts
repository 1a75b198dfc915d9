import { PanelError, toPanelError } from "@/lib/errors";
import { filterTar } from "@/lib/filter-tar";
import { volumeArchives } from "@/lib/jobs/backup-of-job";
import type { JobServices } from "@/lib/jobs/job-services";
import type { StackBackupRecord } from "@/lib/ports/stack-backups";
import type { AuditRecord } from "@/lib/ports/stores";
import { TarDamaged } from "@/lib/tar-head";

type Services = Pick<JobServices, "stackBackups" | "stackBackupFiles" | "now">;

/**
 * Reads a backup whole: its checksum, its encryption, each volume's archive with the paths in it. What was found is
 * kept with the record.
 * @param onBytes told how far it is
 * @throws PanelError `backup-damaged`, `not-found`, `secret-unreadable`
 */
export async function checkBackup(
  { stackBackups, stackBackupFiles, now }: Services,
  backup: StackBackupRecord,
  audit: AuditRecord | null,
  onBytes: (bytes: number) => void = () => {},
): Promise<void> {
  try {
    await stackBackups.secrets(backup.id);
    let bytes = 0;
    for await (const { tar, folder } of volumeArchives(backup, stackBackupFiles.read(backup, backup))) {
      for await (const part of filterTar(tar, folder, () => true)) {
        bytes += part.length;
        onBytes(bytes);
      }
    }
  } catch (thrown) {
    const error = thrown instanceof TarDamaged ? damaged(thrown) : thrown;
    if (!tellsOfBackup(error)) throw error;
    await stackBackups.noteCheck(
      backup.id,
      { verifiedAt: null, problem: toPanelError(error).message },
      audit,
    );
    throw error;
  }
  await stackBackups.noteCheck(backup.id, { verifiedAt: now(), problem: null }, audit);
}

/** Whether it says something of the backup, and not of the moment. */
export function tellsOfBackup(error: unknown): error is PanelError {
  return error instanceof PanelError && TELLING.has(error.code);
}

const TELLING: ReadonlySet<string> = new Set(["backup-damaged", "not-found", "secret-unreadable"]);

function damaged(cause: TarDamaged): PanelError {
  return new PanelError(
    "backup-damaged",
    `An archive in the backup cannot be read: ${cause.message}`,
    { fix: "Restore another backup" },
    cause,
  );
}
