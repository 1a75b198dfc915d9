import { isDeepStrictEqual } from "node:util";
import { PanelError } from "@/lib/errors";
import { backupOfJob } from "@/lib/jobs/backup-of-job";
import { loadDefinition, redactorOf } from "@/lib/jobs/definition";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { recordOutcome } from "@/lib/jobs/record-outcome";
import { areSameSecrets, restoredSecrets } from "@/lib/jobs/restored-secrets";
import type { StackBackupRecord } from "@/lib/ports/stack-backups";
import { stackNotFound } from "@/lib/ports/store-errors";
import type { GivenSecrets, SecretValues } from "@/lib/stacks/kind";

/** Data and secrets go together: only once both are the backup's is the stack whole again. */
export const reviseStep: JobStep = {
  id: "revise",
  title: "Restore its secrets",
  deadlineMs: 30_000,
  async run(context) {
    const { services, stack, definition, signal } = context;
    const { stacks, stackBackups } = services;
    const backup = await backupOfJob(context);
    const wanted = restoredSecrets(definition, await stackBackups.secrets(backup.id));
    const isSame = areSameSecrets(definition.secrets, wanted);
    await context.effect(async () => {
      if (!isSame) {
        const restored = await loadDefinition(services, stack, await savedRevision(context, backup, wanted));
        await recordOutcome(() => stacks.setDeployed(stack.id, restored.revision.number), signal);
        context.shared.restored = { definition: restored, redact: redactorOf(restored) };
      }
      await recordOutcome(() => stacks.setRestoring(stack.id, null), signal);
    });
    return isSame ? "They are the same" : `Revision ${context.definition.revision.number} has them`;
  },
};

/** The deployed settings with the backup's secrets; by value, since an earlier run of the job may have saved it. */
async function savedRevision(
  { services: { stacks }, stack, definition, job }: StepContext,
  backup: StackBackupRecord,
  wanted: SecretValues,
): Promise<number> {
  const { settings, access } = definition.revision;
  for (;;) {
    const latest = (await stacks.find(stack.id))?.revision;
    if (latest === undefined) throw stackNotFound();
    const [revision, secrets] = await Promise.all([
      stacks.revision(stack.id, latest),
      stacks.secrets(stack.id, latest),
    ]);
    const isSaved =
      isDeepStrictEqual(revision?.settings, settings) && isDeepStrictEqual(revision?.access, access);
    if (isSaved && areSameSecrets(secrets, wanted)) return latest;
    const note = `Secrets of the backup of ${backup.createdAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
    const audit = {
      ...{ who: job.startedBy, from: `job ${job.number}`, target: stack.name },
      what: `revision ${latest + 1} saved by a restore`,
    };
    try {
      const saved = await stacks.addRevision(
        stack.id,
        latest,
        { settings, access, note },
        changes(secrets, wanted),
        audit,
      );
      return saved.number;
    } catch (error) {
      // Somebody saved in between: theirs stays as an earlier one.
      if (!(error instanceof PanelError) || error.code !== "revision-outdated") throw error;
    }
  }
}

function changes(before: SecretValues, after: SecretValues): GivenSecrets {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name] ?? null]),
  );
}
