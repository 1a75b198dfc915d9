import { z } from "zod";
import { stack } from "@/lib/api/contract/definition";
import { route } from "@/lib/api/contract/route";
import { changeView, revisionView } from "@/lib/api/contract/stack-views";

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
};
