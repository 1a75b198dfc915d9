import { z } from "zod";
import { instant } from "@/lib/api/contract/views";

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
