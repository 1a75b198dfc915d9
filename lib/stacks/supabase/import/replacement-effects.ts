const APPS = "Whatever uses it needs the new one.";

/** What it means to have a secret made anew instead of taking it over, by variable. */
const EFFECTS: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD:
    "Whatever connects to the database needs the new one; a copied data folder still has the old one.",
  JWT_SECRET:
    "All keys that it signs are made anew with it: apps need the new ones, and everybody signs in again.",
  ANON_KEY: "Apps and browsers need the new key.",
  SERVICE_ROLE_KEY: "Servers that use it need the new key.",
  SUPABASE_PUBLISHABLE_KEY: "Apps and browsers need the new key.",
  SUPABASE_SECRET_KEY: "Servers that use it need the new key.",
  JWT_KEYS: "The keys that belong to it are made anew; everybody signs in again.",
  JWT_JWKS: "The keys that belong to it are made anew.",
  DASHBOARD_PASSWORD: "Studio asks for the new password.",
  VAULT_ENC_KEY: "None: the pooler makes its tenant anew.",
  REALTIME_DB_ENC_KEY: "None: Realtime makes its tenant anew.",
  LOGFLARE_PUBLIC_ACCESS_TOKEN: "None for a new stack.",
  LOGFLARE_PRIVATE_ACCESS_TOKEN: "None for a new stack.",
  SECRET_KEY_BASE: "None for a new stack.",
  PG_META_CRYPTO_KEY: "None for a new stack.",
  S3_PROTOCOL_ACCESS_KEY_ID: "S3 clients need the new pair.",
  S3_PROTOCOL_ACCESS_KEY_SECRET: "S3 clients need the new pair.",
};

/** What a person should know before the secret is made anew; for one that only they can give, that it is left out. */
export function replacementEffect(variable: string, isProvided: boolean): string {
  if (isProvided) return "It is left out: give the right one with the stack's settings.";
  return EFFECTS[variable] ?? APPS;
}
