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
