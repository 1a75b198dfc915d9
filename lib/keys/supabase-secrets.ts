import { password } from "@/lib/keys/password";
import type { Random } from "@/lib/ports/random";

export type SupabaseSecrets = {
  POSTGRES_PASSWORD: string;
  DASHBOARD_PASSWORD: string;
  SECRET_KEY_BASE: string;
  VAULT_ENC_KEY: string;
  PG_META_CRYPTO_KEY: string;
  REALTIME_DB_ENC_KEY: string;
  LOGFLARE_PUBLIC_ACCESS_TOKEN: string;
  LOGFLARE_PRIVATE_ACCESS_TOKEN: string;
  S3_PROTOCOL_ACCESS_KEY_ID: string;
  S3_PROTOCOL_ACCESS_KEY_SECRET: string;
};

/**
 * What the services of a self-hosted Supabase keep among themselves, each in the length that its reader wants: two are
 * keys of ciphers, where one byte more or less is an error at the start.
 */
export function supabaseSecrets(random: Random): SupabaseSecrets {
  const hex = (length: number) => password(random, length, "lower-hex");
  const text = (length: number) => password(random, length, "alphanumeric");
  return {
    // Part of connection strings, so without anything that an address would have to escape.
    POSTGRES_PASSWORD: hex(32),
    DASHBOARD_PASSWORD: withLetter(() => hex(32)),
    SECRET_KEY_BASE: text(64),
    // The cipher's key is the text itself: exactly 32 bytes.
    VAULT_ENC_KEY: hex(32),
    PG_META_CRYPTO_KEY: text(32),
    // Likewise, exactly 16 bytes.
    REALTIME_DB_ENC_KEY: hex(16),
    LOGFLARE_PUBLIC_ACCESS_TOKEN: text(32),
    LOGFLARE_PRIVATE_ACCESS_TOKEN: text(32),
    S3_PROTOCOL_ACCESS_KEY_ID: hex(32),
    S3_PROTOCOL_ACCESS_KEY_SECRET: hex(64),
  };
}

/** The dashboard takes no password of digits alone. */
function withLetter(draw: () => string): string {
  let drawn = draw();
  while (!/[a-z]/.test(drawn)) drawn = draw();
  return drawn;
}
