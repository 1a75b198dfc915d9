import { z } from "zod";
import { route } from "@/lib/api/contract/route";
import { ALPHABET_NAMES } from "@/lib/keys/alphabets";
import { SECRET_MAX_COUNT, SECRET_MAX_LENGTH } from "@/lib/keys/random-secrets";

/** Lengths only keep a call small: what a claim or a secret must be is said by `lib/keys`, to a form and here alike. */
const text = z.string().max(5000);
const pem = z.string().max(20_000);

const supabaseInput = z
  .object({
    /** Left out or empty: a new one is made. */
    secret: text.optional(),
    anonRole: text.optional(),
    serviceRole: text.optional(),
    iss: text.optional(),
    iat: z.number().optional(),
    exp: z.number().optional(),
  })
  .default({});

const jwtKeys = z.object({ JWT_SECRET: z.string(), ANON_KEY: z.string(), SERVICE_ROLE_KEY: z.string() });

/** What a token says, and how far it is to be believed. */
export const tokenReport = z.object({
  header: z.record(z.string(), z.unknown()),
  payload: z.record(z.string(), z.unknown()),
  signature: z.object({ state: z.enum(["valid", "invalid", "unchecked"]), reason: z.string() }),
  time: z.object({
    state: z.enum(["valid", "expired", "not-yet", "endless", "unreadable"]),
    words: z.string(),
  }),
  remarks: z.array(z.string()),
});

export const keyRoutes = {
  "keys.supabase-jwt": route({
    method: "POST",
    path: "/v1/keys/supabase-jwt",
    access: "operator",
    token: "deploy",
    summary: "ANON_KEY and SERVICE_ROLE_KEY for a secret, or with a new one; nothing is stored",
    body: supabaseInput,
    response: { json: jwtKeys },
  }),
  "keys.supabase": route({
    method: "POST",
    path: "/v1/keys/supabase",
    access: "operator",
    token: "deploy",
    summary: "Every key and secret of a self-hosted Supabase, by variable; nothing is stored",
    body: supabaseInput,
    response: {
      json: jwtKeys.extend({
        SUPABASE_PUBLISHABLE_KEY: z.string(),
        SUPABASE_SECRET_KEY: z.string(),
        JWT_KEYS: z.string(),
        JWT_JWKS: z.string(),
        ANON_KEY_ASYMMETRIC: z.string(),
        SERVICE_ROLE_KEY_ASYMMETRIC: z.string(),
        POSTGRES_PASSWORD: z.string(),
        DASHBOARD_PASSWORD: z.string(),
        SECRET_KEY_BASE: z.string(),
        VAULT_ENC_KEY: z.string(),
        PG_META_CRYPTO_KEY: z.string(),
        REALTIME_DB_ENC_KEY: z.string(),
        LOGFLARE_PUBLIC_ACCESS_TOKEN: z.string(),
        LOGFLARE_PRIVATE_ACCESS_TOKEN: z.string(),
        S3_PROTOCOL_ACCESS_KEY_ID: z.string(),
        S3_PROTOCOL_ACCESS_KEY_SECRET: z.string(),
      }),
    },
  }),
  "keys.directus": route({
    method: "POST",
    path: "/v1/keys/directus",
    access: "operator",
    token: "deploy",
    summary:
      "SECRET, admin password and static token of a Directus, and KEY for version 9; nothing is stored",
    body: z.object({ version: z.enum(["current", "9"]).default("current") }).default({ version: "current" }),
    response: {
      json: z.object({
        SECRET: z.string(),
        ADMIN_PASSWORD: z.string(),
        ADMIN_TOKEN: z.string(),
        KEY: z.string().optional(),
      }),
    },
  }),
  "keys.spacetimedb": route({
    method: "POST",
    path: "/v1/keys/spacetimedb",
    access: "operator",
    token: "deploy",
    summary: "A P-256 pair, or a given one, and an identity token signed with it; nothing is stored",
    body: z
      .object({ privateKeyPem: pem.optional(), issuer: text.optional(), subject: text.optional() })
      .default({}),
    response: {
      json: z.object({
        privateKeyPem: z.string(),
        publicKeyPem: z.string(),
        issuer: z.string(),
        subject: z.string(),
        identity: z.string(),
        token: z.string(),
      }),
    },
  }),
  "keys.random": route({
    method: "POST",
    path: "/v1/keys/random",
    access: "operator",
    token: "deploy",
    summary: "Random secrets, each character drawn evenly; nothing is stored",
    body: z
      .object({
        length: z.number().int().min(1).max(SECRET_MAX_LENGTH).default(32),
        alphabet: z.enum(ALPHABET_NAMES).default("alphanumeric"),
        count: z.number().int().min(1).max(SECRET_MAX_COUNT).default(1),
      })
      .prefault({}),
    /** `bits`: the entropy of each. */
    response: { json: z.object({ secrets: z.array(z.string()), bits: z.number() }) },
  }),
  "keys.verify": route({
    method: "POST",
    path: "/v1/keys/verify",
    access: "operator",
    token: "deploy",
    summary: "What a token says, and whether a secret or a public key confirms it; nothing is stored",
    body: z.object({
      token: pem.min(1, "Paste a token"),
      /** A secret's text, or a public key as PEM, JWK or JWKS; none of them: decode only. */
      key: z
        .union([z.object({ secret: text }), z.object({ publicKey: pem })])
        .nullable()
        .default(null),
    }),
    response: { json: tokenReport },
  }),
};
