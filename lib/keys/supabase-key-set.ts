import type { KeyObject } from "node:crypto";
import { opaqueKey } from "@/lib/keys/opaque-key";
import { type P256Jwk, p256Pair } from "@/lib/keys/p256-pair";
import { signEs256, signHs256 } from "@/lib/keys/sign-jwt";
import { defaultClaims, type SupabaseClaims } from "@/lib/keys/supabase-claims";
import { jwtJwksText, jwtKeysText, signingKeyOf } from "@/lib/keys/supabase-jwks";
import {
  checkedKeyInput,
  newJwtSecret,
  rolePayloads,
  type SupabaseJwtKeys,
  type SupabaseKeyInput,
} from "@/lib/keys/supabase-jwt-keys";
import { type SupabaseSecrets, supabaseSecrets } from "@/lib/keys/supabase-secrets";
import { randomUuid } from "@/lib/keys/uuid";
import type { Random } from "@/lib/ports/random";

/** Keys that are signed by the secret or by the pair, or must be in a form of their own. */
export type SupabaseKeys = SupabaseJwtKeys & {
  SUPABASE_PUBLISHABLE_KEY: string;
  SUPABASE_SECRET_KEY: string;
  /** Array of private keys, for Auth, which signs with the first. */
  JWT_KEYS: string;
  /** Set of keys to check by. It holds the secret too, and is as secret. */
  JWT_JWKS: string;
  ANON_KEY_ASYMMETRIC: string;
  SERVICE_ROLE_KEY_ASYMMETRIC: string;
};

export type SupabaseKeySet = SupabaseKeys & SupabaseSecrets;

/**
 * Every secret of a self-hosted Supabase: the keys of both generations, which fit each other, and what its services
 * keep among themselves.
 * @throws PanelError `input-invalid` with every field that is wrong
 */
export function supabaseKeySet(input: SupabaseKeyInput, random: Random, now: Date): SupabaseKeySet {
  const { secret, claims } = checkedKeyInput(input, random, now);
  return { ...keysAround({}, secret, claims, random), ...supabaseSecrets(random) };
}

/**
 * Keys around those that are given: they stay as they are, and what is missing is made to fit them. Whether the given
 * ones fit each other is not looked at (`supabaseKeyProblems` does).
 */
export function completedKeys(given: Partial<SupabaseKeys>, random: Random, now: Date): SupabaseKeys {
  return keysAround(given, given.JWT_SECRET ?? newJwtSecret(random), defaultClaims(now), random);
}

function keysAround(
  given: Partial<SupabaseKeys>,
  secret: string,
  claims: SupabaseClaims,
  random: Random,
): SupabaseKeys {
  const [anon, serviceRole] = rolePayloads(claims);
  const { jwk, kid, privateKey } = signingKeyOf(given.JWT_KEYS ?? "") ?? newSigningKey(random);
  return {
    JWT_SECRET: secret,
    ANON_KEY: given.ANON_KEY ?? signHs256(anon, secret),
    SERVICE_ROLE_KEY: given.SERVICE_ROLE_KEY ?? signHs256(serviceRole, secret),
    SUPABASE_PUBLISHABLE_KEY: given.SUPABASE_PUBLISHABLE_KEY ?? opaqueKey(random, "publishable"),
    SUPABASE_SECRET_KEY: given.SUPABASE_SECRET_KEY ?? opaqueKey(random, "secret"),
    JWT_KEYS: given.JWT_KEYS ?? jwtKeysText(jwk, kid, secret),
    JWT_JWKS: given.JWT_JWKS ?? jwtJwksText(jwk, kid, secret),
    ANON_KEY_ASYMMETRIC: given.ANON_KEY_ASYMMETRIC ?? signEs256(anon, privateKey, kid),
    SERVICE_ROLE_KEY_ASYMMETRIC: given.SERVICE_ROLE_KEY_ASYMMETRIC ?? signEs256(serviceRole, privateKey, kid),
  };
}

function newSigningKey(random: Random): { jwk: P256Jwk; kid: string; privateKey: KeyObject } {
  const { jwk, privateKey } = p256Pair(random);
  return { jwk, privateKey, kid: randomUuid(random) };
}
