import { z } from "zod";
import { probeResultView, SERVICE_STATES } from "@/lib/api/contract/service-views";
import { errorView, instant } from "@/lib/api/contract/views";

export const layerView = z.object({
  id: z.string(),
  state: z.enum(["queued", "downloading", "verifying", "unpacking", "ready"]),
  doneBytes: z.number(),
  /** 0 until the registry has said. */
  totalBytes: z.number(),
});
export type LayerView = z.output<typeof layerView>;

export const imagePullView = z.object({
  image: z.string(),
  state: z.enum(["queued", "pulling", "ready", "failed"]),
  /** It was on the engine before: nothing was pulled. */
  present: z.boolean(),
  doneBytes: z.number(),
  totalBytes: z.number(),
  layers: z.array(layerView),
});
export type ImagePullView = z.output<typeof imagePullView>;

export const pullView = z.object({
  images: z.array(imagePullView),
  doneBytes: z.number(),
  totalBytes: z.number(),
  bytesPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
});
export type PullView = z.output<typeof pullView>;

export const checkView = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(["passed", "warning", "failed"]),
  /** What was found, in words and figures. */
  detail: z.string(),
  fix: z.string().nullable(),
  /** A button: set this setting to that value. */
  action: z
    .object({ label: z.string(), setting: z.string(), value: z.union([z.string(), z.number()]) })
    .nullable(),
});
export type CheckView = z.output<typeof checkView>;

export const JOB_STATES = ["queued", "running", "succeeded", "failed", "cancelled"] as const;

export const JOB_VERBS = [
  "deploy",
  "start",
  "stop",
  "restart",
  "down",
  "remove",
  "probe",
  "action",
  "backup",
  "restore",
] as const;
export type JobVerb = (typeof JOB_VERBS)[number];

/** What of the kind's actions it carries out; the title as it was when it began. */
export const jobAction = z.object({ id: z.string(), title: z.string() });
export type JobAction = z.output<typeof jobAction>;

/** What a restore puts in, and whether what is there is backed up first. */
export const jobBackup = z.object({ id: z.string(), createdAt: instant, saveFirst: z.boolean() });
export type JobBackup = z.output<typeof jobBackup>;

export const stepView = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(["waiting", "running", "done", "failed", "skipped"]),
  detail: z.string(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  checks: z.array(checkView).optional(),
  pull: pullView.optional(),
  services: z
    .array(z.object({ name: z.string(), state: z.enum(SERVICE_STATES), reason: z.string() }))
    .optional(),
  probes: z.array(probeResultView).optional(),
});
export type StepView = z.output<typeof stepView>;

export const jobView = z.object({
  id: z.string(),
  /** Counts up over all stacks: what a person calls it. */
  number: z.number(),
  verb: z.enum(JOB_VERBS),
  stackId: z.string(),
  stackName: z.string(),
  kind: z.string(),
  service: z.string().nullable(),
  /** Set for the verb `action`. */
  action: jobAction.nullable(),
  /** Set for the verb `restore`. */
  backup: jobBackup.nullable(),
  revision: z.number().nullable(),
  state: z.enum(JOB_STATES),
  startedBy: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  steps: z.array(stepView),
  error: errorView.nullable(),
  cancellable: z.boolean(),
});
export type JobView = z.output<typeof jobView>;

/** A job in a list: without its steps' details. */
export const jobSummaryView = jobView.omit({ steps: true }).extend({
  /** Title and detail of the step that runs, or ran last. */
  step: z.string().nullable(),
  progress: z
    .object({ doneBytes: z.number(), totalBytes: z.number(), bytesPerSecond: z.number() })
    .nullable(),
});
export type JobSummaryView = z.output<typeof jobSummaryView>;

export const outputLine = z.object({
  seq: z.number(),
  at: instant,
  step: z.string(),
  source: z.string(),
  text: z.string(),
});
export type OutputLine = z.output<typeof outputLine>;

export const jobEventLine = z.discriminatedUnion("type", [
  z.object({ type: z.literal("job"), job: jobView }),
  z.object({ type: z.literal("output"), lines: z.array(outputLine) }),
  z.object({ type: z.literal("heartbeat"), at: instant }),
  z.object({ type: z.literal("ended"), reason: z.enum(["signed-out", "stopping", "done"]) }),
]);
export type JobEventLine = z.output<typeof jobEventLine>;
