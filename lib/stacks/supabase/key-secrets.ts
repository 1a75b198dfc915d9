import type { SecretDefinition } from "@/lib/stacks/kind";

const pair = { field: "newerKeys", is: true } as const;
const OLD_REFUSED = "The old one is refused from then on: whoever uses it needs the new one.";

/** Keys of the API, and what signs them. */
export const keySecrets = {
  jwtSecret: {
    label: "JWT secret",
    help: "Signs the anon and the service_role key, and user tokens of older sessions.",
    topic: "basics",
    recipe: { type: "made", form: "text" },
    variable: "JWT_SECRET",
    // Nothing of them is signed with it; whoever changes the secret because it got out means them too.
    renews: ["publishableKey", "secretKey"],
    consequence: "All keys are made anew with it, and everybody is signed out.",
  },
  anonKey: {
    label: "anon key",
    help: "For browsers and apps; row level security decides what it may see.",
    topic: "basics",
    recipe: { type: "made", form: "token", agreesWith: ["jwtSecret"] },
    variable: "ANON_KEY",
    consequence: OLD_REFUSED,
  },
  serviceRoleKey: {
    label: "service_role key",
    help: "Passes row level security: for servers only.",
    topic: "basics",
    recipe: { type: "made", form: "token", agreesWith: ["jwtSecret"] },
    variable: "SERVICE_ROLE_KEY",
    consequence: OLD_REFUSED,
  },
  publishableKey: {
    label: "Publishable key",
    help: "Newer form of the anon key.",
    topic: "basics",
    recipe: { type: "made", form: "opaque-key" },
    variable: "SUPABASE_PUBLISHABLE_KEY",
    when: pair,
    consequence: OLD_REFUSED,
  },
  secretKey: {
    label: "Secret key",
    help: "Newer form of the service_role key: for servers only.",
    topic: "basics",
    recipe: { type: "made", form: "opaque-key" },
    variable: "SUPABASE_SECRET_KEY",
    when: pair,
    consequence: OLD_REFUSED,
  },
  jwtKeys: {
    label: "Signing keys",
    help: "Private keys with which Auth signs user tokens.",
    topic: "auth",
    recipe: { type: "made", form: "key-set", agreesWith: ["jwtSecret"] },
    variable: "JWT_KEYS",
    when: pair,
    consequence: "Everybody is signed out; the other keys of the pair are made anew with it.",
  },
  jwtJwks: {
    label: "Checking keys",
    help: "By which the services check tokens. Holds the JWT secret too.",
    topic: "auth",
    recipe: { type: "made", form: "key-set", agreesWith: ["jwtSecret", "jwtKeys"] },
    variable: "JWT_JWKS",
    when: pair,
    consequence: "Tokens that fit none of these keys are refused.",
  },
  anonKeyAsymmetric: {
    label: "anon key of the key pair",
    help: "What the gateway puts in place of the publishable key.",
    topic: "auth",
    recipe: { type: "made", form: "token", agreesWith: ["jwtKeys", "jwtJwks"] },
    variable: "ANON_KEY_ASYMMETRIC",
    when: pair,
    consequence: "The gateway is recreated.",
  },
  serviceRoleKeyAsymmetric: {
    label: "service_role key of the key pair",
    help: "What the gateway puts in place of the secret key.",
    topic: "auth",
    recipe: { type: "made", form: "token", agreesWith: ["jwtKeys", "jwtJwks"] },
    variable: "SERVICE_ROLE_KEY_ASYMMETRIC",
    when: pair,
    consequence: "The gateway is recreated.",
  },
} as const satisfies Readonly<Record<string, SecretDefinition>>;
