import { opaqueKey } from "@/lib/keys/opaque-key";
import { type P256Pair, p256Pair } from "@/lib/keys/p256-pair";
import { signEs256, signHs256 } from "@/lib/keys/sign-jwt";
import {
  checkedKeyInput,
  rolePayloads,
  type SupabaseJwtKeys,
  type SupabaseKeyInput,
} from "@/lib/keys/supabase-jwt-keys";
import { type SupabaseSecrets, supabaseSecrets } from "@/lib/keys/supabase-secrets";
import { randomUuid } from "@/lib/keys/uuid";
import type { Random } from "@/lib/ports/random";

export type SupabaseKeySet = SupabaseJwtKeys & {
  SUPABASE_PUBLISHABLE_KEY: string;
  SUPABASE_SECRET_KEY: string;
  /** Array of private keys, for Auth, which signs with the first. */
  JWT_KEYS: string;
  /** Set of keys to check by. It holds the secret too, and is as secret. */
  JWT_JWKS: string;
  ANON_KEY_ASYMMETRIC: string;
  SERVICE_ROLE_KEY_ASYMMETRIC: string;
} & SupabaseSecrets;

/**
 * Every secret of a self-hosted Supabase: the keys of both generations, which fit each other, and what its services
 * keep among themselves.
 * @throws PanelError `input-invalid` with every field that is wrong
 */
export function supabaseKeySet(input: SupabaseKeyInput, random: Random, now: Date): SupabaseKeySet {
  const { secret, claims } = checkedKeyInput(input, random, now);
  const [anon, serviceRole] = rolePayloads(claims);
  const pair = p256Pair(random);
  const kid = randomUuid(random);
  const shared = { kty: "oct", k: Buffer.from(secret).toString("base64url"), alg: "HS256" };
  return {
    JWT_SECRET: secret,
    ANON_KEY: signHs256(anon, secret),
    SERVICE_ROLE_KEY: signHs256(serviceRole, secret),
    SUPABASE_PUBLISHABLE_KEY: opaqueKey(random, "publishable"),
    SUPABASE_SECRET_KEY: opaqueKey(random, "secret"),
    JWT_KEYS: JSON.stringify([signingJwk(pair, kid), shared]),
    JWT_JWKS: JSON.stringify({ keys: [checkingJwk(pair, kid), shared] }),
    ANON_KEY_ASYMMETRIC: signEs256(anon, pair.privateKey, kid),
    SERVICE_ROLE_KEY_ASYMMETRIC: signEs256(serviceRole, pair.privateKey, kid),
    ...supabaseSecrets(random),
  };
}

function signingJwk({ jwk: { d, ...point } }: P256Pair, kid: string) {
  return { ...common(point, kid), key_ops: ["sign", "verify"], d };
}

function checkingJwk({ jwk: { d: _, ...point } }: P256Pair, kid: string) {
  return { ...common(point, kid), key_ops: ["verify"] };
}

function common({ kty, crv, x, y }: Omit<P256Pair["jwk"], "d">, kid: string) {
  return { kty, kid, use: "sig", alg: "ES256", ext: true, crv, x, y };
}
