import { z } from "zod";
import { route } from "@/lib/api/contract/route";
import { instant, signedIn } from "@/lib/api/contract/views";

/** As WebAuthn has it for JSON. */
const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w-]+$/);
/** At most 1023 bytes. */
const credentialId = base64url(1364);
export const TRANSPORTS = ["ble", "hybrid", "internal", "nfc", "usb"] as const;

/** The device's answer to a request for a new key pair; what else browsers send along is left out. */
const attestation = z.object({
  id: credentialId,
  response: z.object({
    clientDataJSON: base64url(4096),
    attestationObject: base64url(32_768),
    /** How to reach the device again: a hint for browsers, of which what is not known is forgotten. */
    transports: z.array(z.string().max(32)).max(10).default([]),
  }),
});
export type PasskeyAttestation = z.output<typeof attestation>;

/** The device's signature. */
const assertion = z.object({
  id: credentialId,
  response: z.object({
    clientDataJSON: base64url(4096),
    authenticatorData: base64url(4096),
    signature: base64url(8192),
    userHandle: base64url(128).optional(),
  }),
});
export type PasskeyAssertion = z.output<typeof assertion>;

const descriptor = z.object({
  id: z.string(),
  type: z.literal("public-key"),
  transports: z.array(z.enum(TRANSPORTS)),
});

/** What a browser asks a device for: a new key pair. */
const creationOptions = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal("public-key") })),
  timeout: z.number(),
  /** Devices that hold one already. */
  excludeCredentials: z.array(descriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal("required"),
    requireResidentKey: z.literal(true),
    userVerification: z.literal("required"),
  }),
  attestation: z.literal("none"),
});
export type PasskeyCreationOptions = z.output<typeof creationOptions>;

/** What a browser asks a device for: a signature. */
const requestOptions = z.object({
  rpId: z.string(),
  challenge: z.string(),
  timeout: z.number(),
  /** Empty: whichever the person chooses. */
  allowCredentials: z.array(descriptor),
  userVerification: z.literal("required"),
});
export type PasskeyRequestOptions = z.output<typeof requestOptions>;

const passkeyName = z.string().trim().min(1, "Type a name").max(64, "A name has at most 64 characters");

const passkeyView = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instant,
  /** null: never. */
  lastUsedAt: instant.nullable(),
  /** On other devices of the person too. */
  backedUp: z.boolean(),
});
export type PasskeyView = z.output<typeof passkeyView>;

/** Where passkeys work; null: nowhere, since the panel has no host name. */
const origin = z.string().nullable();
const passkey = z.object({ passkey: z.string().min(1).max(64) });

/** One's own passkeys, and what they stand in for; those of others are removed under people. */
export const passkeyRoutes = {
  "passkeys.offer": route({
    method: "GET",
    path: "/v1/passkeys/offer",
    access: "public",
    token: "never",
    summary: "The address at which somebody may sign in with a passkey; null where nobody can",
    response: { json: z.object({ origin }) },
  }),
  "passkeys.sign-in-options": route({
    method: "POST",
    path: "/v1/passkeys/sign-in/options",
    access: "public",
    token: "never",
    summary: "What a passkey has to sign for somebody to sign in, once and within five minutes",
    response: { json: requestOptions },
  }),
  "passkeys.sign-in": route({
    method: "POST",
    path: "/v1/passkeys/sign-in",
    access: "public",
    token: "never",
    summary: "Sign in with a passkey: no name, no password, no code",
    body: assertion,
    response: { json: signedIn },
  }),
  "passkeys.prove-options": route({
    method: "POST",
    path: "/v1/profile/passkeys/proof/options",
    access: "viewer",
    token: "never",
    summary: "What one's passkey has to sign in place of password and code",
    response: { json: requestOptions },
  }),
  "passkeys.prove": route({
    method: "POST",
    path: "/v1/profile/passkeys/proof",
    access: "viewer",
    token: "never",
    summary: "One's passkey in place of password and code, for what takes a fresh proof",
    body: assertion,
    response: { json: z.object({}) },
  }),
  "passkeys.list": route({
    method: "GET",
    path: "/v1/profile/passkeys",
    access: "viewer",
    token: "never",
    summary: "One's passkeys, and the address at which they work",
    response: { json: z.object({ origin, passkeys: z.array(passkeyView) }) },
  }),
  "passkeys.add-options": route({
    method: "POST",
    path: "/v1/profile/passkeys/options",
    access: "viewer",
    fresh: "always",
    token: "never",
    summary: "What a device needs to make a passkey, once and within five minutes",
    response: { json: creationOptions },
  }),
  "passkeys.add": route({
    method: "POST",
    path: "/v1/profile/passkeys",
    access: "viewer",
    fresh: "always",
    token: "never",
    summary: "Keep the passkey that a device has made",
    body: z.object({ name: passkeyName, passkey: attestation }),
    response: { json: passkeyView },
  }),
  "passkeys.rename": route({
    method: "POST",
    path: "/v1/profile/passkeys/:passkey/name",
    access: "viewer",
    fresh: "always",
    token: "never",
    summary: "Call one of one's passkeys something else",
    params: passkey,
    body: z.object({ name: passkeyName }),
    response: { json: z.object({}) },
  }),
  "passkeys.remove": route({
    method: "DELETE",
    path: "/v1/profile/passkeys/:passkey",
    access: "viewer",
    fresh: "always",
    token: "never",
    summary: "Sign in with this passkey no longer; one's other sessions end",
    params: passkey,
    response: { json: z.object({}) },
  }),
};
