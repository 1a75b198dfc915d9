import { z } from "zod";
import { route } from "@/lib/api/contract/route";
import { eventLine, foreignContainerView, hostView, instant } from "@/lib/api/contract/views";

export const panelRoutes = {
  health: route({
    method: "GET",
    path: "/v1/health",
    access: "public",
    summary: "The worker answers",
    response: { json: z.object({ status: z.literal("ok"), version: z.string() }) },
  }),
  openapi: route({
    method: "GET",
    path: "/v1/openapi.json",
    access: "viewer",
    summary: "This API as an OpenAPI document",
    response: { json: z.record(z.string(), z.unknown()) },
  }),
  events: route({
    method: "GET",
    path: "/v1/events",
    access: "viewer",
    summary: "Everything that changes, as it changes",
    response: { lines: eventLine },
  }),
  "engine.show": route({
    method: "GET",
    path: "/v1/engine",
    access: "viewer",
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
  "backup.create": route({
    method: "POST",
    path: "/v1/backup",
    access: "local",
    summary: "Write a consistent copy of the panel's database beside it",
    response: { json: z.object({ path: z.string(), sizeBytes: z.number(), at: instant }) },
  }),
};
