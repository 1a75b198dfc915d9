import { z } from "zod";
import { accountName, linkToken, newPassword } from "@/lib/api/contract/account-fields";
import { route } from "@/lib/api/contract/route";
import { instant, operatorView, signedIn } from "@/lib/api/contract/views";

/** One of the caller's own sessions. */
const sessionView = z.object({
  id: z.string(),
  /** Address that it was opened from. */
  from: z.string(),
  /** In words, as "Firefox 145 on Linux"; empty when it is not known. */
  browser: z.string(),
  createdAt: instant,
  /** To the minute. */
  lastSeenAt: instant,
  /** The one that asks. */
  current: z.boolean(),
});
export type SessionView = z.output<typeof sessionView>;

export const identityRoutes = {
  "setup.state": route({
    method: "GET",
    path: "/v1/setup",
    access: "public",
    token: "never",
    summary: "Whether an owner is still to be made, and whether something forbids it",
    response: { json: z.object({ needed: z.boolean(), refusal: z.string().nullable() }) },
  }),
  "setup.link": route({
    method: "POST",
    path: "/v1/setup/link",
    access: "local",
    token: "never",
    summary: "A fresh one-time set-up link; the earlier one ends",
    response: { json: z.object({ url: z.string(), expiresAt: instant }) },
  }),
  "setup.owner": route({
    method: "POST",
    path: "/v1/setup/owner",
    access: "public",
    token: "never",
    summary: "Make the owner with the one-time token",
    body: z.object({ token: linkToken, name: accountName, password: newPassword }),
    response: { json: signedIn },
  }),
  "sessions.create": route({
    method: "POST",
    path: "/v1/sessions",
    access: "public",
    token: "never",
    summary: "Sign in with name and password: a session, or a challenge that asks for a code",
    body: z.object({ name: z.string().max(200), password: z.string().max(1024) }),
    response: { json: z.union([signedIn, z.object({ challenge: z.string() })]) },
  }),
  "sessions.code": route({
    method: "POST",
    path: "/v1/sessions/code",
    access: "public",
    token: "never",
    summary: "Go on with a challenge: a code of the second factor, or a recovery code",
    body: z.object({ challenge: linkToken, code: z.string().trim().min(1, "Type the code").max(100) }),
    response: { json: signedIn },
  }),
  "sessions.current": route({
    method: "GET",
    path: "/v1/sessions/current",
    access: "viewer",
    token: "never",
    summary: "Who is signed in",
    response: {
      json: z.object({
        operator: operatorView,
        expiresAt: instant.nullable(),
        /** The address at which a passkey of theirs stands in for the password; null without one. */
        passkeyOrigin: z.string().nullable(),
      }),
    },
  }),
  "sessions.prove": route({
    method: "POST",
    path: "/v1/sessions/current/proof",
    access: "viewer",
    token: "never",
    summary:
      "Give one's password again, with a code where a second factor is on, for what takes a fresh proof",
    body: z.object({
      password: z.string().max(1024),
      /** Of the second factor, or a recovery code; empty without one. */
      code: z.string().trim().max(100).default(""),
    }),
    response: { json: z.object({}) },
  }),
  "sessions.proved": route({
    method: "GET",
    path: "/v1/sessions/current/proof",
    access: "viewer",
    fresh: "always",
    token: "never",
    summary: "Refused unless a fresh proof counts: for links, whose refusal would be saved as the file",
    response: { json: z.object({}) },
  }),
  "sessions.end": route({
    method: "DELETE",
    path: "/v1/sessions/current",
    access: "viewer",
    token: "never",
    summary: "Sign out: the session's row ends, streams included",
    response: { json: z.object({}) },
  }),
  "sessions.list": route({
    method: "GET",
    path: "/v1/sessions",
    access: "viewer",
    token: "never",
    summary: "One's own sessions",
    response: { json: z.object({ sessions: z.array(sessionView) }) },
  }),
  "sessions.end-others": route({
    method: "DELETE",
    path: "/v1/sessions/others",
    access: "viewer",
    token: "never",
    summary: "End one's other sessions, streams included",
    response: { json: z.object({ ended: z.number() }) },
  }),
  "sessions.end-one": route({
    method: "DELETE",
    path: "/v1/sessions/:session",
    access: "viewer",
    token: "never",
    summary: "End one of one's own sessions, streams included",
    params: z.object({ session: z.string().max(64) }),
    response: { json: z.object({}) },
  }),
  "password.change": route({
    method: "POST",
    path: "/v1/profile/password",
    access: "viewer",
    token: "never",
    summary: "Change one's password; the other sessions end",
    body: z.object({ current: z.string().max(1024), next: newPassword }),
    response: { json: z.object({}) },
  }),
};
