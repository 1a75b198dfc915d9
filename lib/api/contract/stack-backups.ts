import { z } from "zod";
import { stack } from "@/lib/api/contract/definition";
import { jobView } from "@/lib/api/contract/job-views";
import { route } from "@/lib/api/contract/route";
import { instant } from "@/lib/api/contract/views";

/** A backup has the id of the job that made it. */
const one = z.object({ backup: z.string().regex(/^[\w-]{1,64}$/) });

/** `folder`: the name that the archive's paths begin with. */
const volume = z.object({ key: z.string(), sizeBytes: z.number(), folder: z.string() });

export const stackBackupView = z.object({
  id: z.string(),
  stackId: z.string(),
  stackName: z.string(),
  kind: z.string(),
  version: z.string(),
  revision: z.number(),
  createdAt: instant,
  createdBy: z.string(),
  /** `before-restore`: of what a restore was about to replace. */
  reason: z.enum(["asked", "before-restore"]),
  /** Of the encrypted file, as its checksum is. */
  sizeBytes: z.number(),
  sha256: z.string(),
  volumes: z.array(volume),
  /** From the job's begin until the backup was written. */
  tookMs: z.number(),
  /** When it was last read whole and found right. */
  verifiedAt: instant.nullable(),
  problem: z.string().nullable(),
});
export type StackBackupView = z.output<typeof stackBackupView>;

/** With what a restore of it would mean now. */
export const restorableBackupView = stackBackupView.extend({
  /** Why it cannot be restored as the stack is now; null when nothing is in the way. */
  refusal: z.object({ message: z.string(), fix: z.string() }).nullable(),
  /** Its secrets are others than those of today: a restore saves and deploys a revision with them. */
  bringsSecrets: z.boolean(),
});
export type RestorableBackupView = z.output<typeof restorableBackupView>;

const stackBackupsView = z.object({
  /** What is in a backup, and what is not. */
  note: z.string(),
  /** Full names of what the next one would hold; empty before the first deploy. */
  volumes: z.array(z.object({ key: z.string(), name: z.string(), sizeBytes: z.number().nullable() })),
  /** Services that are down meanwhile. */
  stops: z.array(z.string()),
  /** Why none can be made now; null when nothing is in the way. */
  unavailable: z.object({ message: z.string(), fix: z.string() }).nullable(),
  /** The data is not whole since a restore was broken off. */
  isHalfRestored: z.boolean(),
  /** Newest first. */
  backups: z.array(restorableBackupView),
});
export type StackBackupsView = z.output<typeof stackBackupsView>;

/** Backups of stacks' data; those of the panel itself are `backups`. */
export const stackBackupRoutes = {
  "stack-backups.list": route({
    method: "GET",
    path: "/v1/stacks/:stack/backups",
    access: "operator",
    token: "deploy",
    summary: "The backups of a stack's data, and what the next one would hold and stop",
    params: stack,
    response: { json: stackBackupsView },
  }),
  "stack-backups.create": route({
    method: "POST",
    path: "/v1/stacks/:stack/backups",
    access: "operator",
    token: "deploy",
    summary: "Back up the stack's data now; the services that use it are down meanwhile",
    params: stack,
    response: { json: jobView },
  }),
  "stack-backups.restore": route({
    method: "POST",
    path: "/v1/stacks/:stack/backups/:backup/restore",
    access: "owner",
    fresh: "always",
    token: "secrets",
    summary: "Replace the stack's data and its secrets by those of a backup of the same stack",
    params: stack.extend(one.shape),
    body: z.object({
      /** The stack's name, typed by the person. */
      confirmName: z.string().max(100),
      /** What is there is backed up before it is replaced. */
      saveFirst: z.boolean().default(true),
    }),
    response: { json: jobView },
  }),
  "stack-backups.removed": route({
    method: "GET",
    path: "/v1/stack-backups/removed",
    access: "operator",
    token: "deploy",
    summary: "The backups of stacks that were removed",
    response: { json: z.object({ backups: z.array(stackBackupView) }) },
  }),
  "stack-backups.verify": route({
    method: "POST",
    path: "/v1/stack-backups/:backup/verify",
    access: "operator",
    token: "deploy",
    summary: "Read one whole: its checksum, its encryption, the archive of each volume",
    params: one,
    response: { json: stackBackupView },
  }),
  "stack-backups.download": route({
    method: "GET",
    path: "/v1/stack-backups/:backup/file",
    access: "owner",
    fresh: "always",
    token: "secrets",
    summary: "The data decrypted, as one tar archive with one for each volume; written to the audit log",
    params: one,
    response: { file: "application/x-tar" },
  }),
  "stack-backups.remove": route({
    method: "DELETE",
    path: "/v1/stack-backups/:backup",
    access: "owner",
    fresh: "always",
    token: "secrets",
    summary: "Delete one",
    params: one,
    response: { json: z.object({}) },
  }),
};
