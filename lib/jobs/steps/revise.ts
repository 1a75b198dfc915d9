import { isDeepStrictEqual } from "node:util";
import { PanelError } from "@/lib/errors";
import { backupOfJob } from "@/lib/jobs/backup-of-job";
import { loadDefinition, redactorOf } from "@/lib/jobs/definition";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { isRestored } from "@/lib/jobs/once-restored";
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
    if (isRestored(context.job, stack)) return alreadyRevised(context);
    const backup = await backupOfJob(context);
    const wanted = restoredSecrets(definition, await stackBackups.secrets(backup.id), backup.volumes);
    const isSame = areSameSecrets(definition.secrets, wanted);
    await context.effect(async () => {
      if (!isSame) {
        const number = await goOnWith(context, await savedRevision(context, backup, wanted));
        await recordOutcome(() => stacks.setDeployed(stack.id, number), signal);
      }
      await recordOutcome(() => stacks.setRestored(stack.id, context.job.id), signal);
    });
    return isSame ? "They are the same" : `Revision ${context.definition.revision.number} has them`;
  },
};

/** An earlier run did it; somebody may have saved another revision since, which is not to be deployed. */
async function alreadyRevised(context: StepContext): Promise<string> {
  const { stack, definition } = context;
  const deployed = stack.deployedRevision ?? definition.revision.number;
  if (deployed !== definition.revision.number) await goOnWith(context, deployed);
  return "Done already";
}

async function goOnWith({ services, stack, shared }: StepContext, revision: number): Promise<number> {
  const definition = await loadDefinition(services, stack, revision);
  shared.restored = { definition, redact: redactorOf(definition) };
  return revision;
}

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
