import { volumeArchives } from "@/lib/jobs/backup-of-job";
import type { StackBackupRecord } from "@/lib/ports/stack-backups";
import { TAR_END } from "@/lib/tar-archive";
import { tarHeader, tarPadding } from "@/lib/tar-header";
import type { Caller, FileAnswer } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";
import { backupWords, stackBackupOf, stackBackupView } from "@/lib/use-cases/stack-backups/stack-backup-view";

const MODE = 0o600;

/**
 * A backup's data in clear, for tools that know nothing of the panel: what it is as JSON, then an archive a volume. The
 * stack's secrets are not in it, but for those that the product itself keeps in its data.
 * @throws PanelError `not-found`
 */
export async function downloadStackBackup(
  parts: PanelParts,
  id: string,
  caller: Caller,
): Promise<FileAnswer> {
  const backup = await stackBackupOf(parts, id);
  await parts.stacks.recordAudit(audit(caller, `${backupWords(backup)} downloaded`, backup.stackName));
  const facts = Buffer.from(`${JSON.stringify(stackBackupView(backup), null, 2)}\n`);
  const members = [
    { path: "backup.json", sizeBytes: facts.length },
    ...backup.volumes.map(({ key, sizeBytes }) => ({ path: `${key}.tar`, sizeBytes })),
  ].map(({ path, sizeBytes }) => ({
    header: tarHeader({ path, mode: MODE, sizeBytes, changedAt: backup.createdAt }),
    sizeBytes,
  }));
  return {
    fileName: `${backup.stackName}-${backup.createdAt.toISOString().slice(0, 19).replaceAll(":", "-")}Z.tar`,
    contentType: "application/x-tar",
    sizeBytes: members.reduce((sum, one) => sum + one.header.length + padded(one.sizeBytes), TAR_END.length),
    chunks: tarOf(facts, members, parts, backup),
  };
}

type Member = { header: Buffer; sizeBytes: number };

async function* tarOf(
  facts: Buffer,
  [first, ...volumes]: readonly Member[],
  { stackBackupFiles }: PanelParts,
  backup: StackBackupRecord,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (first === undefined) return;
  yield first.header;
  yield facts;
  yield Buffer.alloc(tarPadding(facts.length));
  const members = volumes.values();
  for await (const { tar } of volumeArchives(backup, stackBackupFiles.read(backup, backup))) {
    const { value } = members.next();
    if (value === undefined) return;
    yield value.header;
    yield* tar;
    yield Buffer.alloc(tarPadding(value.sizeBytes));
  }
  yield TAR_END;
}

function padded(sizeBytes: number): number {
  return sizeBytes + tarPadding(sizeBytes);
}
