import { z } from "zod";
import { checkView, jobView } from "@/lib/api/contract/job-views";
import { logBatch } from "@/lib/api/contract/log-views";
import { route } from "@/lib/api/contract/route";
import { probeResultView, serviceView } from "@/lib/api/contract/service-views";
import {
  accessView,
  changeView,
  planView,
  revisionView,
  settingsView,
  stackDetailView,
  stackView,
} from "@/lib/api/contract/stack-views";

/** A stack is named by its id or by its name. */
const stack = z.object({ stack: z.string().min(1).max(64) });
const stackAndService = stack.extend({ service: z.string().min(1).max(64) });
const stackAndRevision = stack.extend({ revision: z.coerce.number().int().min(1) });

/**
 * Secrets that a person gives (an SMTP password); generated ones are made by the panel. One that is left out or empty
 * stays as it is, null removes it.
 */
const providedSecrets = z.record(z.string().max(64), z.string().nullable()).default({});

const definition = z.object({
  settings: settingsView.default({}),
  access: accessView.default({ mode: "private" }),
  secrets: providedSecrets,
});

const files = z.object({ composeYaml: z.string(), env: z.string() });

/** Service names, comma-separated; all when left out. */
const chosenServices = z.string().max(2000).optional();

export const stackRoutes = {
  "drafts.check": route({
    method: "POST",
    path: "/v1/drafts",
    access: "operator",
    token: "deploy",
    summary: "Complete a definition, check it, and render it with secrets masked; nothing is saved",
    body: definition.extend({
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
        files: files.nullable(),
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
    body: definition.extend({ kind: z.string().max(64), name: z.string().max(100).optional() }),
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
    summary: "Start the stopped services",
    params: stack,
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
  "stacks.reveal": route({
    method: "POST",
    path: "/v1/stacks/:stack/secrets/:secret/reveal",
    access: "operator",
    fresh: "always",
    token: "secrets",
    summary: "One secret's value; written to the audit log",
    params: stack.extend({ secret: z.string().min(1).max(64) }),
    response: { json: z.object({ value: z.string() }) },
  }),
  "stacks.secrets": route({
    method: "GET",
    path: "/v1/stacks/:stack/secrets",
    access: "viewer",
    token: "read",
    summary: "The stack's secrets by name, with fingerprints, without values",
    params: stack,
    response: {
      json: z.object({
        secrets: z.array(
          z.object({
            name: z.string(),
            label: z.string(),
            variable: z.string().nullable(),
            consequence: z.string(),
            provided: z.boolean(),
            set: z.boolean(),
            fingerprint: z.string().nullable(),
            /** Names of what is made anew together with it, itself aside. */
            together: z.array(z.string()),
            /** Why a new one is not made any more; null where it is. */
            fixed: z.string().nullable(),
          }),
        ),
      }),
    },
  }),
  "stacks.renew-secrets": route({
    method: "POST",
    path: "/v1/stacks/:stack/secrets/renew",
    access: "operator",
    fresh: "always",
    token: "secrets",
    summary:
      "Save a revision with new values of secrets, and of those that belong to them; nothing is deployed",
    params: stack,
    body: z.object({
      /** The revision that the person saw. */
      base: z.number().int().min(1),
      names: z.array(z.string().max(64)).max(100),
    }),
    response: {
      json: z.object({
        revision: revisionView,
        changes: z.array(changeView),
        /** All that have a new value. */
        renewed: z.array(z.string()),
      }),
    },
  }),
  "revisions.list": route({
    method: "GET",
    path: "/v1/stacks/:stack/revisions",
    access: "viewer",
    token: "read",
    summary: "Every revision, newest first",
    params: stack,
    response: { json: z.object({ revisions: z.array(revisionView) }) },
  }),
  "revisions.create": route({
    method: "POST",
    path: "/v1/stacks/:stack/revisions",
    access: "operator",
    token: "deploy",
    summary: "Save a changed definition; refused with a diff when somebody else saved since `base`",
    params: stack,
    body: definition.extend({ base: z.number().int().min(1), note: z.string().max(500).default("") }),
    response: { json: z.object({ revision: revisionView, changes: z.array(changeView) }) },
  }),
  "revisions.files": route({
    method: "GET",
    path: "/v1/stacks/:stack/revisions/:revision/files",
    access: "viewer",
    token: "read",
    summary: "The rendered files, secrets masked",
    params: stackAndRevision,
    response: { json: files },
  }),
  "revisions.download": route({
    method: "GET",
    path: "/v1/stacks/:stack/revisions/:revision/download",
    access: "operator",
    fresh: "always",
    token: "secrets",
    summary: "The rendered folder with its secrets, as a tar archive",
    params: stackAndRevision,
    response: { file: "application/x-tar" },
  }),
};
