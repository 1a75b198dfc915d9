import { z } from "zod";
import { route } from "@/lib/api/contract/route";
import { instant } from "@/lib/api/contract/views";

const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/** One's own second factor; that of others is reset under people. */
export const secondFactorRoutes = {
  "second-factor.show": route({
    method: "GET",
    path: "/v1/profile/second-factor",
    access: "viewer",
    token: "never",
    summary: "Whether one's sign-in asks for a code",
    response: {
      json: z.object({
        /** null: it does not. */
        since: instant.nullable(),
        recoveryCodesLeft: z.number(),
      }),
    },
  }),
  "second-factor.begin": route({
    method: "POST",
    path: "/v1/profile/second-factor",
    access: "viewer",
    fresh: "always",
    token: "never",
    summary: "A new secret for an authenticator app; nothing changes before a code confirms it",
    response: { json: z.object({ secret: z.string(), uri: z.string() }) },
  }),
  "second-factor.confirm": route({
    method: "POST",
    path: "/v1/profile/second-factor/confirm",
    access: "viewer",
    fresh: "always",
    token: "never",
    summary: "Confirm the secret by a code: sign-in asks for codes from then on, one's other sessions end",
    body: z.object({ code: z.string().trim().max(20) }),
    response: { json: recoveryCodes },
  }),
  "second-factor.recovery-codes": route({
    method: "POST",
    path: "/v1/profile/second-factor/recovery-codes",
    access: "viewer",
    fresh: "always",
    token: "never",
    summary: "New recovery codes; the earlier ones end",
    response: { json: recoveryCodes },
  }),
  "second-factor.off": route({
    method: "DELETE",
    path: "/v1/profile/second-factor",
    access: "viewer",
    fresh: "always",
    token: "never",
    summary: "Sign in by password alone again; one's other sessions end",
    response: { json: z.object({}) },
  }),
};
