import { z } from "zod";
import type { Job } from "@/lib/adapters/database/generated/client";
import { readJson } from "@/lib/adapters/database/rows";
import { JOB_STATES, JOB_VERBS, jobAction, jobBackup, stepView } from "@/lib/api/contract/job-views";
import { errorView } from "@/lib/api/contract/views";
import type { JobRecord } from "@/lib/ports/stores";

const verb = z.enum(JOB_VERBS);
const state = z.enum(JOB_STATES);
const steps = z.array(stepView);
const before = z.object({
  deployedRevision: z.number().nullable(),
  wanted: z.enum(["draft", "running", "stopped", "removed"]),
  running: z.array(z.string()).optional(),
  healthy: z.array(z.string()).optional(),
});
const volumes = z.array(z.string());

export function toJob(row: Job): JobRecord {
  return {
    id: row.id,
    number: row.number,
    verb: verb.parse(row.verb),
    stackId: row.stackId,
    stackName: row.stackName,
    kind: row.kind,
    service: row.service,
    revision: row.revision,
    removeVolumes: readJson(volumes, row.removeVolumes),
    action: row.action === null ? null : readJson(jobAction, row.action),
    backup: row.backup === null ? null : readJson(jobBackup, row.backup),
    startedBy: row.startedBy,
    state: state.parse(row.state),
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    steps: readJson(steps, row.steps),
    error: row.error === null ? null : readJson(errorView, row.error),
    cancelRequested: row.cancelRequested,
    before: row.before === null ? null : readJson(before, row.before),
    fence: row.fence,
  };
}
