import { posix } from "node:path";
import { PanelError } from "@/lib/errors";
import { filterTar } from "@/lib/filter-tar";
import { assertCold, assertStayedCold } from "@/lib/jobs/cold-volume";
import { WorkerStoppingSignal } from "@/lib/jobs/job-ends";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { LeaseLostError } from "@/lib/jobs/lease";
import { gibibytes } from "@/lib/jobs/preflight/check";
import { recordOutcome } from "@/lib/jobs/record-outcome";
import { type VolumePlace, volumePlaces, volumesOf } from "@/lib/jobs/volume-places";
import { whileThereIsRoom } from "@/lib/jobs/while-there-is-room";
import type { BackedUpVolume, StackBackupRecord } from "@/lib/ports/stack-backups";
import { TarDamaged } from "@/lib/tar-head";

/** Time without one more of these is a stall. */
const REPORT_BYTES = 1024 ** 2;
const DEADLINE_MS = 120_000;

export const archiveStep: JobStep = {
  id: "archive",
  title: "Write the backup",
  deadlineMs: DEADLINE_MS,
  run: (context) => archive(context, "asked"),
};

/** Of what is about to be replaced. */
export const saveFirstStep: JobStep = {
  id: "archive",
  title: "Back up what is there",
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const { job, stack, services } = context;
    if (job.backup?.saveFirst !== true) return "Switched off";
    const isHalf = stack.restoring !== null && (await services.stackBackups.find(job.id)) === null;
    return isHalf ? "A restore left it half done: nothing to keep" : archive(context, "before-restore");
  },
};

/**
 * A job makes one backup, under its own id: what an earlier run of it has written is there already. For a restore that
 * is more than thrift, since its volumes may be half filled by now.
 */
async function archive(context: StepContext, reason: StackBackupRecord["reason"]): Promise<string> {
  const { services, stack, definition, job } = context;
  const made = await services.stackBackups.find(job.id);
  if (made !== null) return `${gibibytes(made.sizeBytes)}, written before the job was interrupted`;
  const places = await volumePlaces(services, stack, volumesOf(definition));
  return context.effect(async () => {
    const volumes: BackedUpVolume[] = [];
    const backup = { stackId: stack.id, id: job.id };
    const { stackBackupFiles: files, host } = services;
    const content = whileThereIsRoom(contentOf(context, places, volumes), host, files.folder);
    const file = await files.write(backup, content);
    try {
      await context.holdOn();
      await record(context, { ...backup, reason, volumes, ...file });
    } catch (error) {
      await removeUnrecorded(context, error);
      throw error;
    }
    return `${volumes.map(({ key }) => key).join(", ")}: ${gibibytes(file.sizeBytes)}`;
  });
}

async function record(
  { services, stack, definition, job, signal }: StepContext,
  written: Pick<StackBackupRecord, "stackId" | "id" | "reason" | "volumes" | "sizeBytes" | "sha256">,
): Promise<void> {
  const now = services.now();
  const backup: StackBackupRecord = {
    ...{ ...written, stackName: stack.name, kind: stack.kind },
    version: String(definition.revision.settings.version ?? ""),
    revision: definition.revision.number,
    ...{ createdAt: now, createdBy: job.startedBy },
    tookMs: now.getTime() - (job.startedAt ?? job.createdAt).getTime(),
    // Nobody has read it back yet.
    ...{ verifiedAt: null, problem: null },
  };
  await recordOutcome(() => services.stackBackups.add(backup, definition.secrets), signal);
}

/**
 * Nobody would know of the file. Where another worker has the job by now, or the next one will, it is theirs: the start
 * of a worker tidies up as well.
 */
async function removeUnrecorded(
  { services, stack, job, signal }: StepContext,
  thrown: unknown,
): Promise<void> {
  const reason = signal.aborted ? signal.reason : thrown;
  if (reason instanceof LeaseLostError || reason instanceof WorkerStoppingSignal) return;
  try {
    // What failed may have been the answer alone.
    if ((await services.stackBackups.find(job.id)) !== null) return;
    await services.stackBackupFiles.remove({ stackId: stack.id, id: job.id });
  } catch (error) {
    services.onFault(error);
  }
}

/** One volume's archive after the other. @param written filled on the way */
async function* contentOf(
  context: StepContext,
  places: readonly VolumePlace[],
  written: BackedUpVolume[],
): AsyncGenerator<Uint8Array, void, undefined> {
  const leaveOut = context.definition.kind.coldBackup?.leaveOut ?? {};
  let isFirst = true;
  const { engine } = context.services;
  for (const { key, container, volume, ...place } of places) {
    const folder = posix.basename(place.folder);
    const before = await assertCold(engine, volume);
    let sizeBytes = 0;
    let reportedBytes = 0;
    context.report({ detail: `Reads ${key}` });
    const tar = engine.readFolder(container, place.folder, context.signal);
    for await (const part of named(filterTar(tar, folder, keeps(leaveOut[key] ?? [])), key)) {
      yield part;
      sizeBytes += part.length;
      if (sizeBytes - reportedBytes >= REPORT_BYTES) {
        reportedBytes = sizeBytes;
        context.report({ detail: `Reads ${key}: ${gibibytes(sizeBytes, 2)}` });
      }
      if (isFirst) await context.failPoint("during-effect");
      isFirst = false;
    }
    await assertStayedCold(engine, volume, before);
    written.push({ key, sizeBytes, folder });
  }
}

function keeps(leftOut: readonly string[]): (path: string) => boolean {
  return (path) => !leftOut.some((one) => path === one || path.startsWith(`${one}/`));
}

async function* named(
  parts: AsyncIterable<Uint8Array>,
  key: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* parts;
  } catch (error) {
    if (!(error instanceof TarDamaged)) throw error;
    throw new PanelError(
      "backup-failed",
      `The engine's archive of ${key} cannot be read: ${error.message}`,
      { fix: "Try again; if it stays so, look into the engine's log (journalctl -u docker)" },
      error,
    );
  }
}
