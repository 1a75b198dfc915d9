import { z } from "zod";
import { ROLES } from "@/lib/api/contract/roles";
import { ERROR_CODES } from "@/lib/errors";

/** ISO 8601, UTC. */
export const instant = z.iso.datetime();

export const errorView = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  fix: z.string().optional(),
  issues: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  evidence: z.array(z.string()).optional(),
  /** Set for unexpected errors: the same id stands in the worker's log. */
  reportId: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorView = z.output<typeof errorView>;

export const freeVariable = z.object({ name: z.string().max(200), value: z.string() });
export const settingsView = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(freeVariable).readonly()]),
);

export const accessView = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("private") }),
  z.object({ mode: z.literal("address"), host: z.string().min(1).max(253) }),
]);

export const STACK_STATES = [
  "running",
  "starting",
  "deploying",
  "stopping",
  "degraded",
  "unhealthy",
  "failed",
  "stopped",
  "unknown",
  "waiting",
] as const;
export type StackState = (typeof STACK_STATES)[number];

export const SERVICE_STATES = [
  "running",
  "starting",
  "stopping",
  "unhealthy",
  "failed",
  "stopped",
  "done",
  "waiting",
  "unknown",
] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

/** Percent of one core, bytes; the history is oldest first, one point a minute, 30 at most. */
export const usageView = z.object({
  cpuPercent: z.number(),
  memoryBytes: z.number(),
  memoryLimitBytes: z.number().nullable(),
  cpuHistory: z.array(z.number()),
  memoryHistory: z.array(z.number()),
});
export type UsageView = z.output<typeof usageView>;

export const serviceView = z.object({
  name: z.string(),
  image: z.string(),
  state: z.enum(SERVICE_STATES),
  /** Why the state is what it is, in words. */
  reason: z.string(),
  oneShot: z.boolean(),
  containerId: z.string().nullable(),
  restarts: z.number(),
  exitCode: z.number().nullable(),
  startedAt: instant.nullable(),
  /** `0.0.0.0:8055→8055/tcp` */
  ports: z.array(z.string()),
  /** Output of the last health check, redacted; null without one. */
  lastCheckOutput: z.string().nullable(),
  usage: usageView.nullable(),
});
export type ServiceView = z.output<typeof serviceView>;

export const probeResultView = z.object({
  id: z.string(),
  title: z.string(),
  service: z.string(),
  state: z.enum(["passed", "failed", "waiting"]),
  detail: z.string(),
  fix: z.string().nullable(),
  durationMs: z.number().nullable(),
  at: instant.nullable(),
});
export type ProbeResultView = z.output<typeof probeResultView>;

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
export const JOB_VERBS = ["deploy", "start", "stop", "restart", "remove", "probe"] as const;
export type JobVerb = (typeof JOB_VERBS)[number];

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

export const stackView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  version: z.string(),
  state: z.enum(STACK_STATES),
  reason: z.string(),
  /** When the engine was last seen to say so; older than a few seconds when the engine is silent. */
  observedAt: instant.nullable(),
  services: z.array(serviceView),
  access: accessView,
  /** Latest revision, and the one that was last deployed. */
  revision: z.number(),
  deployedRevision: z.number().nullable(),
  primaryUrl: z.string().nullable(),
  usage: usageView.nullable(),
  probes: z.object({ passed: z.number(), total: z.number(), at: instant }).nullable(),
  activeJob: jobSummaryView.nullable(),
  changedAt: instant,
  changedBy: z.string(),
});
export type StackView = z.output<typeof stackView>;

export const connectionRowView = z.object({
  label: z.string(),
  text: z.string().nullable(),
  url: z.boolean(),
  /** Name of a secret to reveal. */
  secret: z.string().nullable(),
  /** Shown as a tag: `public, plain http`. */
  exposure: z.string().nullable(),
});

export const stackDetailView = stackView.extend({
  endpoints: z.array(z.object({ id: z.string(), label: z.string(), url: z.string(), primary: z.boolean() })),
  connections: z.array(connectionRowView),
  snippets: z.array(
    z.object({ title: z.string(), language: z.enum(["bash", "javascript", "env"]), code: z.string() }),
  ),
  /** The ready `ssh -L` line when the stack is private. */
  tunnel: z.string().nullable(),
  probeResults: z.array(probeResultView),
  volumes: z.array(z.object({ name: z.string(), sizeBytes: z.number().nullable() })),
  settings: settingsView,
  lastDeploy: jobSummaryView.nullable(),
});
export type StackDetailView = z.output<typeof stackDetailView>;

export const revisionView = z.object({
  number: z.number(),
  createdAt: instant,
  createdBy: z.string(),
  note: z.string(),
  deployed: z.boolean(),
  settings: settingsView,
  access: accessView,
});
export type RevisionView = z.output<typeof revisionView>;

export const operationView = z.object({
  verb: z.enum(["pull", "create", "recreate", "start", "stop", "restart", "remove", "keep", "probe"]),
  target: z.object({ type: z.enum(["image", "network", "volume", "service", "stack"]), name: z.string() }),
  cause: z.string(),
  destructive: z.boolean(),
  sizeBytes: z.number().nullable(),
});
export type OperationView = z.output<typeof operationView>;

export const changeView = z.object({
  name: z.string(),
  /** null: was not there. Secrets as fingerprints: `secret 9f3c 71d2`. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  secret: z.boolean(),
});
export type ChangeView = z.output<typeof changeView>;

export const planView = z.object({
  stackId: z.string(),
  fromRevision: z.number().nullable(),
  toRevision: z.number(),
  operations: z.array(operationView),
  settings: z.array(changeView),
  env: z.array(changeView),
  destructive: z.boolean(),
  /** Of the operations and of what was observed: apply refuses when it no longer holds. */
  fingerprint: z.string(),
});
export type PlanView = z.output<typeof planView>;

export const hostView = z.object({
  engine: z.object({
    state: z.enum(["running", "unreachable", "off"]),
    reason: z.string(),
    /** What to type or do when it is not running. */
    fix: z.string().nullable(),
    name: z.string().nullable(),
    version: z.string().nullable(),
    composeVersion: z.string().nullable(),
    observedAt: instant.nullable(),
  }),
  cpu: z.object({ percent: z.number(), cores: z.number(), load: z.number(), history: z.array(z.number()) }),
  memory: z.object({ totalBytes: z.number(), usedBytes: z.number() }),
  disk: z.object({ totalBytes: z.number(), usedBytes: z.number() }).nullable(),
});
export type HostView = z.output<typeof hostView>;

export const foreignContainerView = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  state: z.string(),
  status: z.string(),
  project: z.string().nullable(),
  ports: z.array(z.string()),
  /** It carries a stack's label that our records do not back. */
  claimsToBeOurs: z.boolean(),
});
export type ForeignContainerView = z.output<typeof foreignContainerView>;

export const operatorView = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
});
export type OperatorView = z.output<typeof operatorView>;

/** A fresh session. */
export const signedIn = z.object({ token: z.string(), operator: operatorView, expiresAt: instant });

export const auditView = z.object({
  id: z.string(),
  at: instant,
  who: z.string(),
  what: z.string(),
  target: z.string(),
  from: z.string(),
});

/** What a page is told as it happens. The first line after connecting is a `snapshot`. */
export const eventLine = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("snapshot"),
    stacks: z.array(stackView),
    host: hostView,
    jobs: z.array(jobSummaryView),
  }),
  z.object({ type: z.literal("stack"), stack: stackView }),
  z.object({ type: z.literal("stack-removed"), stackId: z.string() }),
  z.object({ type: z.literal("job"), job: jobSummaryView }),
  z.object({ type: z.literal("host"), host: hostView }),
  z.object({ type: z.literal("heartbeat"), at: instant }),
  z.object({ type: z.literal("ended"), reason: z.enum(["signed-out", "stopping"]) }),
]);
export type EventLine = z.output<typeof eventLine>;

export const jobEventLine = z.discriminatedUnion("type", [
  z.object({ type: z.literal("job"), job: jobView }),
  z.object({ type: z.literal("output"), lines: z.array(outputLine) }),
  z.object({ type: z.literal("heartbeat"), at: instant }),
  z.object({ type: z.literal("ended"), reason: z.enum(["signed-out", "stopping", "done"]) }),
]);
export type JobEventLine = z.output<typeof jobEventLine>;

export const logLine = z.object({
  /** Engine's time stamp, nanoseconds kept: it orders lines of several services. */
  at: z.string(),
  service: z.string(),
  stream: z.enum(["stdout", "stderr"]),
  text: z.string(),
});
export type LogLine = z.output<typeof logLine>;

export const logBatch = z.discriminatedUnion("type", [
  z.object({ type: z.literal("lines"), lines: z.array(logLine) }),
  /** A container came or went; the stream goes on. */
  z.object({ type: z.literal("marker"), at: instant, service: z.string(), text: z.string() }),
  z.object({ type: z.literal("heartbeat"), at: instant }),
  z.object({ type: z.literal("ended"), reason: z.enum(["signed-out", "stopping", "engine-lost", "done"]) }),
]);
export type LogBatch = z.output<typeof logBatch>;
