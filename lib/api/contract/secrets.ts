import { z } from "zod";
import { stack } from "@/lib/api/contract/definition";
import { tokenReport } from "@/lib/api/contract/keys";
import { route } from "@/lib/api/contract/route";
import { changeView, revisionView } from "@/lib/api/contract/stack-views";
import { instant } from "@/lib/api/contract/views";

/** In days. */
export const TOKEN_LONGEST = 3650;
export const TOKEN_DEFAULT = 30;

/** It is written to the audit log, where a line is a line. */
const claim = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u, "must not hold control characters");

const savedSecrets = z.object({
  revision: revisionView,
  changes: z.array(changeView),
  /** All that have a new value which the panel made. */
  renewed: z.array(z.string()),
});

export const secretRoutes = {
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
            /** Of the kind's topics, in words: `Database`. */
            topic: z.string(),
            help: z.string().nullable(),
            variable: z.string().nullable(),
            consequence: z.string(),
            provided: z.boolean(),
            set: z.boolean(),
            fingerprint: z.string().nullable(),
            /** Name of the file that it is in an installation of the product. */
            file: z.string().nullable(),
            /** Names of what is made anew together with it, itself aside. */
            together: z.array(z.string()),
            /** Names of what is made to fit it, once it is one of the person's own. */
            fitted: z.array(z.string()),
            /** Names of what it is made from itself. */
            from: z.array(z.string()),
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
    response: { json: savedSecrets },
  }),
  "stacks.give-secrets": route({
    method: "POST",
    path: "/v1/stacks/:stack/secrets/give",
    access: "operator",
    fresh: "always",
    token: "secrets",
    summary:
      "Save a revision with given values of secrets, and new ones of those made from them; nothing is deployed",
    params: stack,
    body: z.object({
      /** The revision that the person saw. */
      base: z.number().int().min(1),
      /** By name. */
      secrets: z.record(z.string().max(64), z.string().min(1).max(65_536)),
    }),
    response: { json: savedSecrets },
  }),
  "stacks.mint-token": route({
    method: "POST",
    path: "/v1/stacks/:stack/tokens",
    access: "operator",
    fresh: "always",
    token: "secrets",
    summary: "A token for somebody, signed with the stack's key; written to the audit log and stored nowhere",
    params: stack,
    body: z.object({
      /** Whom it stands for. */
      subject: claim.min(1, "is needed"),
      /** Left out: the one that the product names itself. */
      issuer: claim.optional(),
      /** null: it never ends. */
      days: z.number().int().min(1).max(TOKEN_LONGEST).nullable().default(TOKEN_DEFAULT),
    }),
    response: {
      json: z.object({
        token: z.string(),
        identity: z.string(),
        issuer: z.string(),
        subject: z.string(),
        expiresAt: instant.nullable(),
        /** What the token says, checked with the stack's public key. */
        report: tokenReport,
        /** The revision whose key signed it. */
        revision: z.number(),
        /** A later revision has another key: after its deploy the token is refused. */
        endsWithDeploy: z.boolean(),
      }),
    },
  }),
};
