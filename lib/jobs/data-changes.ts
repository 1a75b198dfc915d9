import { PanelError } from "@/lib/errors";
import { sleep } from "@/lib/jobs/abort";
import type { Definition } from "@/lib/jobs/definition";
import type { JobServices } from "@/lib/jobs/job-services";
import { revisionNotFound } from "@/lib/ports/store-errors";
import type { StackStore } from "@/lib/ports/stores";
import { type Redactor, redactor } from "@/lib/secrets/redaction";
import type { DataChange, DataCommand, RenderInput } from "@/lib/stacks/kind";
import type { SettingFields } from "@/lib/stacks/settings";

const TIMEOUT_MS = 30_000;
const MAX_EVIDENCE = 5;

export type DueChanges = {
  changes: readonly DataChange[];
  /** Takes out the secrets of both revisions. */
  redact: Redactor;
};

const NONE: DueChanges = { changes: [], redact: (text) => text };

/**
 * What a definition needs changed inside the data of its stack's services, given the revision that they are of; nothing
 * where that is none.
 * @throws PanelError `secret-unreadable`
 */
export async function dataChangesSince(
  stacks: StackStore,
  deployedRevision: number | null,
  { kind, input, stackId, name, revision: { number } }: Definition,
): Promise<DueChanges> {
  if (deployedRevision === null || kind.dataChanges === undefined) return NONE;
  const [revision, secrets] = await Promise.all([
    stacks.revision(stackId, deployedRevision),
    stacks.secrets(stackId, deployedRevision),
  ]);
  if (revision === null) throw revisionNotFound({ name, revision: number }, deployedRevision);
  const { settings, access } = revision;
  const before: RenderInput<SettingFields> = { name, settings, secrets, access };
  const values = [...Object.values(secrets), ...Object.values(input.secrets)];
  return { changes: kind.dataChanges(before, input), redact: redactor(values) };
}

export type Place = {
  service: string;
  /** Of the container. */
  id: string;
  signal: AbortSignal;
  redact: Redactor;
  /** What to do once the cause is gone. */
  again?: string;
};

/**
 * Runs a command inside a service, again while the service is only coming up.
 * @throws PanelError `data-change-failed` with what the command said
 */
export async function runDataCommand(
  { engine, timings }: Pick<JobServices, "engine" | "timings">,
  { command, environment }: DataCommand,
  { service, id, signal, redact, again = "deploy again" }: Place,
): Promise<void> {
  const untilMs = performance.now() + timings.probeWarmUpMs;
  for (;;) {
    const { exitCode, stdout, stderr } = await engine.exec(id, command, environment, TIMEOUT_MS);
    if (exitCode === 0) return;
    if (performance.now() > untilMs) {
      const said = redact(`${stderr}\n${stdout}`).split("\n");
      throw new PanelError(
        "data-change-failed",
        `${command[0]} in ${service} ended with exit code ${exitCode}`,
        {
          service,
          fix: `Read the lines below and the log of ${service}, then ${again}`,
          evidence: said.filter((line) => line.trim() !== "").slice(-MAX_EVIDENCE),
        },
      );
    }
    await sleep(timings.probeRetryMs, signal);
  }
}
