import type { KeyAnswer } from "@/components/keys/key-actions";
import type { KeyFact } from "@/components/keys/key-row";

const PASSES = "passes row level security";

/** What the keys of the first generation are for. */
export function jwtKeyFacts(keys: KeyAnswer<"keys.supabase-jwt">): KeyFact[] {
  const checkedBy = { secret: keys.JWT_SECRET };
  return [
    {
      name: "ANON_KEY",
      value: keys.ANON_KEY,
      note: "For apps, obeys row level security",
      open: true,
      checkedBy,
    },
    { name: "SERVICE_ROLE_KEY", value: keys.SERVICE_ROLE_KEY, warning: PASSES, checkedBy },
    { name: "JWT_SECRET", value: keys.JWT_SECRET, note: "Signs both" },
  ];
}

/** What the keys of the second generation are for. */
export function keySetFacts(set: KeyAnswer<"keys.supabase">): KeyFact[] {
  const checkedBy = { publicKey: publicKeysOf(set.JWT_JWKS) };
  return [
    {
      name: "SUPABASE_PUBLISHABLE_KEY",
      value: set.SUPABASE_PUBLISHABLE_KEY,
      note: "For browsers and apps",
      open: true,
    },
    { name: "SUPABASE_SECRET_KEY", value: set.SUPABASE_SECRET_KEY, warning: PASSES },
    { name: "JWT_KEYS", value: set.JWT_KEYS, note: "Auth signs with the first of them" },
    { name: "JWT_JWKS", value: set.JWT_JWKS, note: "To check by. Holds the secret: keep it" },
    {
      name: "ANON_KEY_ASYMMETRIC",
      value: set.ANON_KEY_ASYMMETRIC,
      note: "The gateway puts it in for the publishable key",
      checkedBy,
    },
    {
      name: "SERVICE_ROLE_KEY_ASYMMETRIC",
      value: set.SERVICE_ROLE_KEY_ASYMMETRIC,
      note: "The gateway puts it in for the secret key",
      checkedBy,
    },
  ];
}

/** The set without the secret in it: it is shown where a signature is checked. */
function publicKeysOf(jwks: string): string {
  const { keys }: { keys: { kty: string }[] } = JSON.parse(jwks);
  return JSON.stringify({ keys: keys.filter(({ kty }) => kty !== "oct") });
}

const OTHERS = {
  POSTGRES_PASSWORD: "All roles of the database",
  DASHBOARD_PASSWORD: "Studio",
  SECRET_KEY_BASE: "Realtime and the pooler",
  VAULT_ENC_KEY: "Cipher of the pooler, exactly 32 bytes",
  PG_META_CRYPTO_KEY: "Studio and its database service",
  REALTIME_DB_ENC_KEY: "Cipher of Realtime, exactly 16 bytes",
  LOGFLARE_PUBLIC_ACCESS_TOKEN: "Logs in",
  LOGFLARE_PRIVATE_ACCESS_TOKEN: "Logs out",
  S3_PROTOCOL_ACCESS_KEY_ID: "Storage by S3",
  S3_PROTOCOL_ACCESS_KEY_SECRET: "Storage by S3",
} as const;

/** What the services keep among themselves. */
export function otherSecretFacts(set: KeyAnswer<"keys.supabase">): KeyFact[] {
  return (Object.keys(OTHERS) as (keyof typeof OTHERS)[]).map((name) => ({
    name,
    value: set[name],
    note: OTHERS[name],
  }));
}
