import { backupOfJob, volumeArchives } from "@/lib/jobs/backup-of-job";
import { fillerProject } from "@/lib/jobs/filler-project";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { ownedContainers, serviceOf } from "@/lib/jobs/owned-containers";
import { gibibytes } from "@/lib/jobs/preflight/check";
import { repair } from "@/lib/jobs/repair";
import { withoutContainer } from "@/lib/jobs/without-container";

const REPORT_BYTES = 1024 ** 2;

/** Makes the volumes anew and puts the backup's archives into them, through containers that are never started. */
export const fillStep: JobStep = {
  id: "fill",
  title: "Put the data in",
  deadlineMs: 300_000,
  async run(context) {
    const { services, stack, definition, signal } = context;
    const { engine, stackBackupFiles } = services;
    const backup = await backupOfJob(context);
    const filler = fillerProject(definition, backup.volumes);
    await repair(services, stack, (text) => context.output("slipway", text));
    await context.effect(async () => {
      const onOutput = (text: string) => context.output("compose", text);
      await services.compose.create(filler.files, { signal, onOutput, mayBegin: context.holdOn });
      const containers = new Map(
        (await ownedContainers(engine, stack)).map((one) => [serviceOf(one), one.id]),
      );
      for await (const { key, tar } of volumeArchives(backup, stackBackupFiles.read(backup, backup))) {
        const place = filler.places.get(key);
        const container = containers.get(place?.service ?? "");
        if (place === undefined || container === undefined) throw withoutContainer(`the volume ${key}`);
        await context.holdOn();
        await engine.writeFolder(container, place.above, counted(context, key, tar), signal);
      }
      for (const { id } of await ownedContainers(engine, stack)) {
        await context.holdOn();
        await engine.removeContainer(id);
      }
    });
    return backup.volumes.map(({ key }) => key).join(", ");
  },
};

async function* counted(
  context: StepContext,
  key: string,
  parts: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sizeBytes = 0;
  let reportedBytes = 0;
  context.report({ detail: `Fills ${key}` });
  for await (const part of parts) {
    yield part;
    if (sizeBytes === 0) await context.failPoint("during-effect");
    sizeBytes += part.length;
    if (sizeBytes - reportedBytes < REPORT_BYTES) continue;
    reportedBytes = sizeBytes;
    context.report({ detail: `Fills ${key}: ${gibibytes(sizeBytes, 2)}` });
  }
}
