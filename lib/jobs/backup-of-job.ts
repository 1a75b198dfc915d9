import { ByteReader } from "@/lib/byte-reader";
import { PanelError } from "@/lib/errors";
import type { StepRun } from "@/lib/jobs/run-step";
import type { BackedUpVolume, StackBackupRecord } from "@/lib/ports/stack-backups";

/**
 * The backup that the job restores.
 * @throws PanelError `not-found`
 */
export async function backupOfJob({
  job,
  services,
}: Pick<StepRun, "job" | "services">): Promise<StackBackupRecord> {
  const found = job.backup === null ? null : await services.stackBackups.find(job.backup.id);
  if (found !== null && found.stackId === job.stackId) return found;
  throw new PanelError("not-found", "The backup is not there any more", { fix: "Choose another one" });
}

/** The names that the backup's volumes have in its stack, whether they are there or not. */
export function volumeNames(
  stack: { name: string },
  { volumes }: { volumes: readonly Pick<BackedUpVolume, "key">[] },
): string[] {
  return volumes.map(({ key }) => `${stack.name}_${key}`);
}

/** A volume's archive out of a backup's content. */
export type VolumeArchive = BackedUpVolume & { tar: AsyncIterable<Uint8Array> };

/**
 * A backup's content, volume by volume. Each archive must be read before the next is asked for. Behind the last one it
 * is read to its end: only then it is known to be whole.
 * @throws PanelError `backup-damaged`
 */
export async function* volumeArchives(
  { volumes }: Pick<StackBackupRecord, "volumes">,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<VolumeArchive, void, undefined> {
  const reader = new ByteReader(content);
  try {
    for (const volume of volumes) {
      const slice = new Slice(reader, volume.sizeBytes);
      yield { ...volume, tar: slice.read() };
      await slice.drain();
    }
    if ((await reader.part(1)) !== null) throw notAsRecorded();
  } finally {
    await reader.close();
  }
}

class Slice {
  readonly #reader: ByteReader;
  #left: number;

  constructor(reader: ByteReader, sizeBytes: number) {
    this.#reader = reader;
    this.#left = sizeBytes;
  }

  async *read(): AsyncGenerator<Uint8Array, void, undefined> {
    while (this.#left > 0) {
      const part = await this.#reader.part(this.#left);
      if (part === null) throw notAsRecorded();
      this.#left -= part.length;
      yield part;
    }
  }

  async drain(): Promise<void> {
    for await (const _ of this.read());
  }
}

function notAsRecorded(): PanelError {
  return new PanelError("backup-damaged", "The backup does not hold as much as its record says", {
    fix: "Restore another backup",
  });
}
