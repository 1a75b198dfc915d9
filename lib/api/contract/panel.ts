import { z } from "zod";
import { eventLine } from "@/lib/api/contract/event-views";
import { route } from "@/lib/api/contract/route";
import { foreignContainerView, hostView, instant } from "@/lib/api/contract/views";

/** As long as a person needs it to be hard to guess: whoever has a backup may try for as long as they like. */
export const passphrase = z
  .string()
  .min(12, "A passphrase has at least 12 characters")
  .max(1024, "A passphrase has at most 1,024 characters");

/** How people reach the panel. */
export const addressView = z.object({
  url: z.string(),
  mode: z.enum(["private", "address", "proxy"]),
  listening: z.string(),
  tunnel: z.string().nullable(),
  certificate: z
    .object({
      fingerprint: z.string(),
      names: z.array(z.string()),
      validFrom: instant,
      validTo: instant,
      selfSigned: z.boolean(),
    })
    .nullable(),
});
export type AddressView = z.output<typeof addressView>;

export const panelRoutes = {
  health: route({
    method: "GET",
    path: "/v1/health",
    access: "public",
    token: "read",
    summary: "The worker answers",
    response: { json: z.object({ status: z.literal("ok"), version: z.string() }) },
  }),
  openapi: route({
    method: "GET",
    path: "/v1/openapi.json",
    access: "viewer",
    token: "read",
    summary: "This API as an OpenAPI document",
    response: { json: z.record(z.string(), z.unknown()) },
  }),
  events: route({
    method: "GET",
    path: "/v1/events",
    access: "viewer",
    token: "read",
    summary: "Everything that changes, as it changes",
    response: { lines: eventLine },
  }),
  "engine.show": route({
    method: "GET",
    path: "/v1/engine",
    access: "viewer",
    token: "read",
    summary: "The engine, the host, and containers that are not ours",
    response: {
      json: z.object({
        host: hostView,
        socket: z.string().nullable(),
        details: z.array(z.object({ label: z.string(), value: z.string() })),
        foreign: z.array(foreignContainerView),
      }),
    },
  }),
  "address.show": route({
    method: "GET",
    path: "/v1/address",
    access: "viewer",
    token: "read",
    summary: "How people reach the panel, and the certificate that its port serves",
    response: { json: addressView },
  }),
  "backup.create": route({
    method: "POST",
    path: "/v1/backup",
    access: "local",
    token: "never",
    summary: "Write a backup of the panel into one file",
    body: z.object({
      /** A file that does not exist; unless given, one in the data folder's backups. */
      out: z.string().max(4096).startsWith("/", "Must be an absolute path").optional(),
      /** Encrypts the master key, which is left out otherwise. */
      passphrase: passphrase.optional(),
    }),
    response: {
      json: z.object({ path: z.string(), sizeBytes: z.number(), at: instant, withKey: z.boolean() }),
    },
  }),
};
