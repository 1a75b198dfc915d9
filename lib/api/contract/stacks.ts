import { z } from "zod";
import { renderedFiles, stack, stackDefinition } from "@/lib/api/contract/definition";
import { checkView, jobView } from "@/lib/api/contract/job-views";
import { logBatch } from "@/lib/api/contract/log-views";
import { route } from "@/lib/api/contract/route";
import { probeResultView, serviceView } from "@/lib/api/contract/service-views";
import { planView, settingsView, stackDetailView, stackView } from "@/lib/api/contract/stack-views";

const stackAndService = stack.extend({ service: z.string().min(1).max(64) });

/** Service names, comma-separated; all when left out. */
const chosenServices = z.string().max(2000).optional();

export const stackRoutes = {
  "drafts.check": route({
    method: "POST",
    path: "/v1/drafts",
    access: "operator",
    token: "deploy",
    summary: "Complete a definition, check it, and render it with secrets masked; nothing is saved",
    body: stackDefinition.extend({
      kind: z.string().max(64),
      name: z.string().max(100).optional(),
      /** Set when the draft changes a stack that exists. */
      stack: z.string().max(64).optional(),
      preflight: z.boolean().default(false),
    }),
    response: {
      json: z.object({
        name: z.string(),
        settings: settingsView,
        issues: z.array(z.object({ field: z.string(), message: z.string() })),
        warnings: z.array(z.object({ field: z.string(), message: z.string() })),
        /** null while the definition has issues that forbid rendering. */
        files: renderedFiles.nullable(),
        checks: z.array(checkView).nullable(),
        needs: z.object({ memoryBytes: z.number(), diskBytes: z.number() }),
      }),
    },
  }),
  "stacks.list": route({
    method: "GET",
    path: "/v1/stacks",
    access: "viewer",
    token: "read",
    summary: "Every stack with its state and reason",
    response: { json: z.object({ stacks: z.array(stackView) }) },
  }),
  "stacks.create": route({
    method: "POST",
    path: "/v1/stacks",
    access: "operator",
    token: "deploy",
    summary: "Save a new stack as revision 1, its secrets made and sealed; nothing is deployed",
    body: stackDefinition.extend({ kind: z.string().max(64), name: z.string().max(100).optional() }),
    response: { json: stackDetailView },
  }),
  "stacks.show": route({
    method: "GET",
    path: "/v1/stacks/:stack",
    access: "viewer",
    token: "read",
    summary: "One stack: state, services, probes, how to connect",
    params: stack,
    response: { json: stackDetailView },
  }),
  "stacks.plan": route({
    method: "POST",
    path: "/v1/stacks/:stack/plan",
    access: "operator",
    token: "deploy",
    summary: "What deploying a revision would do, operation by operation",
    params: stack,
    body: z.object({ revision: z.number().int().min(1).optional() }).default({}),
    response: { json: planView },
  }),
  "stacks.deploy": route({
    method: "POST",
    path: "/v1/stacks/:stack/deploy",
    access: "operator",
    token: "deploy",
    summary: "Apply a revision (the latest, when none is named)",
    params: stack,
    body: z
      .object({
        revision: z.number().int().min(1).optional(),
        /** Of the plan that was shown; needed when it is destructive. */
        fingerprint: z.string().max(128).optional(),
      })
      .default({}),
    response: { json: jobView },
  }),
  "stacks.start": route({
    method: "POST",
    path: "/v1/stacks/:stack/start",
    access: "operator",
    token: "deploy",
    summary: "Start the stopped services, or one service alone",
    params: stack,
    body: z.object({ service: z.string().max(64).optional() }).default({}),
    response: { json: jobView },
  }),
  "stacks.stop": route({
    method: "POST",
    path: "/v1/stacks/:stack/stop",
    access: "operator",
    token: "deploy",
    summary: "Stop every service; volumes and definition stay",
    params: stack,
    response: { json: jobView },
  }),
  "stacks.restart": route({
    method: "POST",
    path: "/v1/stacks/:stack/restart",
    access: "operator",
    token: "deploy",
    summary: "Restart the stack, or one service of it",
    params: stack,
    body: z.object({ service: z.string().max(64).optional() }).default({}),
    response: { json: jobView },
  }),
  "stacks.down": route({
    method: "POST",
    path: "/v1/stacks/:stack/down",
    access: "operator",
    token: "deploy",
    summary: "Remove containers and network; volumes, definition and secrets stay",
    params: stack,
    response: { json: jobView },
  }),
  "stacks.remove": route({
    method: "POST",
    path: "/v1/stacks/:stack/remove",
    access: "operator",
    fresh: { whenFilled: "removeVolumes" },
    token: "deploy",
    summary: "Remove containers, network and definition; volumes only when named",
    params: stack,
    body: z.object({
      /** The stack's name, typed by the person. */
      confirmName: z.string().max(100),
      /** Full names of the volumes to delete with their data; the others stay. */
      removeVolumes: z.array(z.string().max(255)).max(100).default([]),
    }),
    response: { json: jobView },
  }),
  "stacks.probe": route({
    method: "POST",
    path: "/v1/stacks/:stack/probe",
    access: "operator",
    token: "deploy",
    summary: "Run the probes now",
    params: stack,
    response: { json: z.object({ results: z.array(probeResultView) }) },
  }),
  "stacks.service": route({
    method: "GET",
    path: "/v1/stacks/:stack/services/:service",
    access: "viewer",
    token: "read",
    summary: "One service: health log, ports, mounts, environment with secrets masked",
    params: stackAndService,
    response: {
      json: z.object({
        service: serviceView,
        command: z.string(),
        mounts: z.array(z.object({ source: z.string(), target: z.string(), type: z.string() })),
        environment: z.array(z.object({ name: z.string(), value: z.string(), secret: z.boolean() })),
        checks: z.array(z.object({ at: z.string(), exitCode: z.number(), output: z.string() })),
      }),
    },
  }),
  "stacks.logs": route({
    method: "GET",
    path: "/v1/stacks/:stack/logs",
    access: "viewer",
    token: "read",
    summary: "Log lines, merged in the order of their time stamps, redacted",
    params: stack,
    query: z.object({
      services: chosenServices,
      tail: z.coerce.number().int().min(0).max(10_000_000).default(1000),
      follow: z.enum(["true", "false"]).default("true"),
    }),
    response: { lines: logBatch },
  }),
  "stacks.log-file": route({
    method: "GET",
    path: "/v1/stacks/:stack/log-file",
    access: "viewer",
    token: "read",
    summary:
      "All stored log lines as text, redacted: stamped with time, service and stream, or plain as they were written",
    params: stack,
    query: z.object({ services: chosenServices, form: z.enum(["stamped", "plain"]).default("stamped") }),
    response: { text: "text/plain" },
  }),
};
