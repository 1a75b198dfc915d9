import { z } from "zod";
import { accountName, linkToken, newPassword } from "@/lib/api/contract/account-fields";
import { ROLES } from "@/lib/api/contract/roles";
import { route } from "@/lib/api/contract/route";
import { instant, operatorView, signedIn } from "@/lib/api/contract/views";

const personView = operatorView.extend({
  createdAt: instant,
  /** To the minute; null before the first session. */
  lastSeenAt: instant.nullable(),
  /** Their sign-in asks for a code besides the password. */
  secondFactor: z.boolean(),
  /** How many they have. */
  passkeys: z.number(),
});
export type PersonView = z.output<typeof personView>;

/** Without its token: that was shown to whoever made the link, once. */
const invitationView = z.object({
  id: z.string(),
  role: z.enum(ROLES),
  /** For whom, in the words of who made it; may be empty. */
  note: z.string(),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
});
export type InvitationView = z.output<typeof invitationView>;

const person = z.object({ person: z.string().min(1).max(64) });

export const peopleRoutes = {
  "people.list": route({
    method: "GET",
    path: "/v1/people",
    access: "owner",
    token: "never",
    summary: "Who has an account, and the invitations that nobody has used",
    response: { json: z.object({ people: z.array(personView), invitations: z.array(invitationView) }) },
  }),
  "people.invite": route({
    method: "POST",
    path: "/v1/people/invitations",
    access: "owner",
    fresh: "always",
    token: "never",
    summary: "A one-time link by which somebody makes their own account; it is shown here and never again",
    body: z.object({
      role: z.enum(ROLES),
      note: z.string().trim().max(100, "At most 100 characters").default(""),
    }),
    response: { json: z.object({ url: z.string(), invitation: invitationView }) },
  }),
  "people.revoke": route({
    method: "DELETE",
    path: "/v1/people/invitations/:invitation",
    access: "owner",
    fresh: "always",
    token: "never",
    summary: "End an invitation before it is used",
    params: z.object({ invitation: z.string().min(1).max(64) }),
    response: { json: z.object({}) },
  }),
  "people.set-role": route({
    method: "POST",
    path: "/v1/people/:person/role",
    access: "owner",
    fresh: "always",
    token: "never",
    summary: "Change somebody's role; the last owner stays one",
    params: person,
    body: z.object({ role: z.enum(ROLES) }),
    response: { json: z.object({}) },
  }),
  "people.remove": route({
    method: "POST",
    path: "/v1/people/:person/remove",
    access: "owner",
    fresh: "always",
    token: "never",
    summary: "Remove an account with its sessions, streams included; never the last owner",
    params: person,
    body: z.object({
      /** The account's name, typed by whoever removes it. */
      confirmName: z.string().max(100),
    }),
    response: { json: z.object({}) },
  }),
  "people.reset-second-factor": route({
    method: "POST",
    path: "/v1/people/:person/second-factor/reset",
    access: "owner",
    fresh: "always",
    token: "never",
    summary: "Take somebody's second factor away, as for a lost phone; their sessions end",
    params: person,
    response: { json: z.object({}) },
  }),
  "people.reset-passkeys": route({
    method: "POST",
    path: "/v1/people/:person/passkeys/reset",
    access: "owner",
    fresh: "always",
    token: "never",
    summary: "Take all of somebody's passkeys away, as for a lost device; their sessions end",
    params: person,
    response: { json: z.object({}) },
  }),
  "people.reset-link": route({
    method: "POST",
    path: "/v1/people/:person/password-link",
    access: "local",
    token: "never",
    summary: "A one-time link by which somebody sets a new password; the earlier one ends",
    params: person,
    response: { json: z.object({ url: z.string(), expiresAt: instant }) },
  }),
  "password.reset": route({
    method: "POST",
    path: "/v1/password-links/use",
    access: "public",
    token: "never",
    summary: "Set a new password with the token of a one-time link; every session of the person ends",
    body: z.object({ token: linkToken, password: newPassword }),
    response: { json: z.object({ name: z.string() }) },
  }),
  "invitations.look": route({
    method: "POST",
    path: "/v1/invitations/look",
    access: "public",
    token: "never",
    summary: "What an invitation is for, to whoever holds its token",
    body: z.object({ token: linkToken }),
    response: {
      json: z.object({ role: z.enum(ROLES), invitedBy: z.string(), expiresAt: instant }),
    },
  }),
  "invitations.accept": route({
    method: "POST",
    path: "/v1/invitations/accept",
    access: "public",
    token: "never",
    summary: "Make one's own account with the token of an invitation, and sign in",
    body: z.object({ token: linkToken, name: accountName, password: newPassword }),
    response: { json: signedIn },
  }),
};
