import { z } from "zod";
import { passphrase } from "@/lib/api/contract/panel";
import { route } from "@/lib/api/contract/route";
import { errorView, instant } from "@/lib/api/contract/views";

const place = z.enum(["folder", "s3"]);

const backupView = z.object({
  place,
  name: z.string(),
  createdAt: instant,
  sizeBytes: z.number(),
  /** Whether the master key is in it; null when nobody has looked. */
  withKey: z.boolean().nullable(),
  /** When it was last read whole and found right. */
  verifiedAt: instant.nullable(),
  problem: z.string().nullable(),
  /** false: another panel's, or of an earlier Slipway; it is never deleted by itself. */
  isOwn: z.boolean(),
});
export type BackupView = z.output<typeof backupView>;

const schedule = z.object({
  every: z.enum(["off", "day", "week"]),
  /** In UTC. */
  hour: z.number().int().min(0).max(23),
  /** 0 is Sunday. */
  weekday: z.number().int().min(0).max(6),
});

const bucket = z.object({
  endpoint: z.string().trim().max(500).refine(isOrigin, "Must be an https or http address without a path"),
  region: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,64}$/, "Has small letters, digits and dashes, as eu-central-1"),
  bucket: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "Has small letters, digits, dots and dashes"),
  prefix: z
    .string()
    .trim()
    .regex(/^([\w.-]+\/)*$/, "Is empty, or ends with a slash: backups/panel/")
    .max(200)
    .refine((text) => !/(^|\/)\.{1,2}\//.test(text), "Has no . or .. in it"),
  /** Stands in a header of every request. */
  accessKey: z
    .string()
    .trim()
    .min(1, "Type the access key")
    .max(200)
    .regex(/^[!-~]*$/, "Has letters, digits and signs of ASCII, and no blanks"),
  pathStyle: z.boolean(),
});

const settingsView = z.object({
  schedule,
  keep: z.number(),
  /** null: in no folder. Empty: the data folder's own. */
  folder: z.string().nullable(),
  ownFolder: z.string(),
  s3: bucket.nullable(),
  passphraseSet: z.boolean(),
});
export type BackupSettingsView = z.output<typeof settingsView>;

const statusView = z.object({
  every: schedule.shape.every,
  /** When the last one was made that reached every place. */
  lastSuccessAt: instant.nullable(),
  nextAt: instant.nullable(),
  /** Why the last scheduled run failed; null when it did not. */
  failure: errorView.nullable(),
  /** Why old backups could not be deleted after the last run; null when they were. */
  tidyFailure: errorView.nullable(),
  failedAt: instant.nullable(),
  retryAt: instant.nullable(),
});
export type BackupStatusView = z.output<typeof statusView>;

const one = z.object({ place, name: z.string().regex(/^slipway-[0-9a-fTZ-]{20,34}\.backup$/) });

export const backupRoutes = {
  "backups.list": route({
    method: "GET",
    path: "/v1/backups",
    access: "owner",
    token: "deploy",
    summary: "The backups, where they are, and how they are made",
    response: {
      json: z.object({
        settings: settingsView,
        status: statusView,
        backups: z.array(backupView),
        /** Why the folder cannot be looked at; what is listed of it is as it was before. */
        folderProblem: errorView.nullable(),
      }),
    },
  }),
  "backups.status": route({
    method: "GET",
    path: "/v1/backups/status",
    access: "viewer",
    token: "read",
    summary: "How old the last backup is, and whether the schedule works",
    response: { json: statusView },
  }),
  "backups.run": route({
    method: "POST",
    path: "/v1/backups",
    access: "owner",
    token: "deploy",
    summary: "Make a backup now, in every place",
    response: { json: z.object({}) },
  }),
  "backups.settings": route({
    method: "PUT",
    path: "/v1/backups/settings",
    access: "owner",
    fresh: "always",
    token: "never",
    summary: "Change schedule, places and passphrase; a new place is tried first",
    body: z.object({
      schedule,
      keep: z.number().int().min(1, "Keep at least one").max(1000, "Keep at most 1,000"),
      folder: z
        .string()
        .trim()
        .max(4096)
        .refine((text) => text === "" || text.startsWith("/"), "Must be an absolute path, or empty")
        .nullable(),
      s3: bucket
        .extend({
          /** Left out: the one that is stored. */
          secretKey: z.string().min(1, "Type the secret key").max(200).optional(),
        })
        .refine(({ endpoint, pathStyle }) => pathStyle || !isAddress(endpoint), {
          path: ["endpoint"],
          message: "An address in numbers cannot carry the bucket before it: switch on Bucket in the path",
        })
        .nullable(),
      /** Left out: the one that is stored. null: none, and backups are made without the master key. */
      passphrase: passphrase.nullable().optional(),
    }),
    response: { json: z.object({}) },
  }),
  "backups.test": route({
    method: "POST",
    path: "/v1/backups/:place/:name/test",
    access: "owner",
    token: "deploy",
    summary: "Read one whole: every checksum, the database's own check, its rows",
    params: one,
    response: { json: backupView },
  }),
  "backups.download": route({
    method: "GET",
    path: "/v1/backups/:place/:name/file",
    access: "owner",
    fresh: "always",
    token: "secrets",
    summary: "The file itself; written to the audit log",
    params: one,
    response: { file: "application/x-tar" },
  }),
  "backups.remove": route({
    method: "DELETE",
    path: "/v1/backups/:place/:name",
    access: "owner",
    fresh: "always",
    token: "secrets",
    summary: "Delete one",
    params: one,
    response: { json: z.object({}) },
  }),
};

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === "/" && search + hash + username === "";
}

/** Whether the host is an IP address: no name can be put before it. */
function isAddress(endpoint: string): boolean {
  // As URL writes it, also of 0x7f.1 and the like.
  return URL.canParse(endpoint) && /^(\[.*\]|[\d.]+)$/.test(new URL(endpoint).hostname);
}
