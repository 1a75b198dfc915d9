import { z } from "zod";
import { jobSummaryView } from "@/lib/api/contract/job-views";
import { probeResultView, serviceView, usageView } from "@/lib/api/contract/service-views";
import { instant } from "@/lib/api/contract/views";
import { SNIPPET_LANGUAGES } from "@/lib/stacks/snippet-language";

export const freeVariable = z.object({ name: z.string().max(200), value: z.string() });

export const settingsView = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(freeVariable).readonly()]),
);

export const accessView = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("private") }),
  z.object({ mode: z.literal("address"), host: z.string().min(1).max(253) }),
  /** Names by endpoint. */
  z.object({
    mode: z.literal("domain"),
    names: z.record(z.string().max(40), z.string().max(253)).readonly(),
  }),
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
  /** The same, where a browser finds a page there. */
  pageUrl: z.string().nullable(),
  usage: usageView.nullable(),
  probes: z.object({ passed: z.number(), total: z.number(), at: instant }).nullable(),
  activeJob: jobSummaryView.nullable(),
  changedAt: instant,
  changedBy: z.string(),
});
export type StackView = z.output<typeof stackView>;

export const connectionRowView = z.object({
  label: z.string(),
  /** Heading over the rows that have the same one, which follow each other. */
  group: z.string().nullable(),
  text: z.string().nullable(),
  url: z.boolean(),
  /** Name of a secret to reveal. */
  secret: z.string().nullable(),
  /** Shown as a tag: `public, plain http`. */
  exposure: z.string().nullable(),
  /** What to know of the value: `good until 2031-11-20`. */
  note: z.string().nullable(),
  /** Id of the probe that proves it. */
  probe: z.string().nullable(),
});

export const stackDetailView = stackView.extend({
  endpoints: z.array(z.object({ id: z.string(), label: z.string(), url: z.string(), primary: z.boolean() })),
  connections: z.array(connectionRowView),
  snippets: z.array(
    z.object({
      title: z.string(),
      language: z.enum(SNIPPET_LANGUAGES),
      code: z.string(),
      /** Id of the probe that does what it does. */
      probe: z.string().nullable(),
    }),
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
  verb: z.enum([
    "pull",
    "change",
    "create",
    "recreate",
    "start",
    "stop",
    "restart",
    "remove",
    "keep",
    "probe",
  ]),
  target: z.object({
    type: z.enum(["image", "network", "volume", "service", "stack", "route"]),
    name: z.string(),
  }),
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
  /** Changed settings that do not take full effect any more, by label, each with what it would take. */
  fixed: z.array(z.object({ name: z.string(), text: z.string() })),
  destructive: z.boolean(),
  /** Why it would not be applied as things are, and what to do first; null when nothing is in its way. */
  refusal: z
    .object({
      message: z.string(),
      fix: z.string(),
      /** The setting that stands in the way; null where it is the state of the stack. */
      field: z.string().nullable(),
    })
    .nullable(),
  /** Of the operations and of what was observed: apply refuses when it no longer holds. */
  fingerprint: z.string(),
});
export type PlanView = z.output<typeof planView>;
