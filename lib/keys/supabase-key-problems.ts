import { isOpaqueKey } from "@/lib/keys/opaque-key";
import { jwtSecretProblem } from "@/lib/keys/supabase-claims";
import { checkingKeysOf, hasFormOf, holdsSecret, signingKeyOf } from "@/lib/keys/supabase-jwks";
import type { SupabaseKeys } from "@/lib/keys/supabase-key-set";
import { isSignedByKey, isSignedBySecret, readToken } from "@/lib/keys/verify-jwt";

/** A key by its name, and what is wrong with it, as the end of a sentence that begins with the key's label. */
export type KeyProblem = { key: keyof SupabaseKeys; problem: string };

const TOGETHER = "change it together with the JWT secret";

/**
 * Keys that no longer fit the secret they hang on, or that have lost their form; keys that are missing are not looked at.
 * @param newerKeys whether opaque keys and the key pair are in use
 */
export function supabaseKeyProblems(keys: Partial<SupabaseKeys>, newerKeys: boolean): KeyProblem[] {
  const secret = keys.JWT_SECRET ?? "";
  const tooWeak = secret === "" ? undefined : jwtSecretProblem(secret);
  const found: [keyof SupabaseKeys, string | undefined][] = [
    // In its own sentence, since that problem already begins with “The secret”.
    ["JWT_SECRET", tooWeak && `cannot be used: ${tooWeak}`],
    ["ANON_KEY", symmetricProblem(keys.ANON_KEY, secret, "anon")],
    ["SERVICE_ROLE_KEY", symmetricProblem(keys.SERVICE_ROLE_KEY, secret, "service_role")],
    ...(newerKeys ? newerProblems(keys, secret) : []),
  ];
  return found.flatMap(([key, problem]) => (problem === undefined ? [] : [{ key, problem }]));
}

function symmetricProblem(token: string | undefined, secret: string, role: string): string | undefined {
  if (token === undefined || secret === "") return undefined;
  const problem = tokenProblem(token, role);
  if (problem !== undefined) return problem;
  return isSignedBySecret(token, secret) ? undefined : `is not signed with the JWT secret: ${TOGETHER}`;
}

function newerProblems(
  keys: Partial<SupabaseKeys>,
  secret: string,
): [keyof SupabaseKeys, string | undefined][] {
  return [
    ["SUPABASE_PUBLISHABLE_KEY", opaqueProblem(keys.SUPABASE_PUBLISHABLE_KEY, "sb_publishable_")],
    ["SUPABASE_SECRET_KEY", opaqueProblem(keys.SUPABASE_SECRET_KEY, "sb_secret_")],
    ["JWT_KEYS", keys.JWT_KEYS === undefined ? undefined : jwtKeysProblem(keys.JWT_KEYS, secret)],
    [
      "JWT_JWKS",
      keys.JWT_JWKS === undefined ? undefined : jwtJwksProblem(keys.JWT_JWKS, keys.JWT_KEYS, secret),
    ],
    ["ANON_KEY_ASYMMETRIC", asymmetricProblem(keys.ANON_KEY_ASYMMETRIC, keys.JWT_JWKS, "anon")],
    [
      "SERVICE_ROLE_KEY_ASYMMETRIC",
      asymmetricProblem(keys.SERVICE_ROLE_KEY_ASYMMETRIC, keys.JWT_JWKS, "service_role"),
    ],
  ];
}

function opaqueProblem(key: string | undefined, prefix: string): string | undefined {
  if (key === undefined || (key.startsWith(prefix) && isOpaqueKey(key))) return undefined;
  return `is not a key of the form ${prefix}… with its checksum: generate a new one`;
}

function jwtKeysProblem(text: string, secret: string): string | undefined {
  if (!hasFormOf("JWT_KEYS", text)) return "must be a JSON array of keys (JWK)";
  if (signingKeyOf(text) === undefined) return "holds no private P-256 key to sign with";
  return secret === "" || holdsSecret(text, secret) ? undefined : `does not hold the JWT secret: ${TOGETHER}`;
}

function jwtJwksProblem(text: string, jwtKeys: string | undefined, secret: string): string | undefined {
  if (!hasFormOf("JWT_JWKS", text)) return "must be a JSON object with “keys” (a JWKS)";
  if (secret !== "" && !holdsSecret(text, secret)) return `does not hold the JWT secret: ${TOGETHER}`;
  const [signing] = jwtKeys === undefined ? [] : checkingKeysOf(jwtKeys);
  if (signing === undefined || checkingKeysOf(text).some((key) => key.equals(signing))) return undefined;
  return "does not hold the public half of the signing key: change it together with the signing keys";
}

function asymmetricProblem(
  token: string | undefined,
  jwks: string | undefined,
  role: string,
): string | undefined {
  if (token === undefined || jwks === undefined) return undefined;
  const problem = tokenProblem(token, role);
  if (problem !== undefined) return problem;
  return checkingKeysOf(jwks).some((key) => isSignedByKey(token, key))
    ? undefined
    : "is not signed with the signing key: change it together with the signing keys";
}

function tokenProblem(token: string, role: string): string | undefined {
  const decoded = readToken(token);
  // Read as it stands: services take no “Bearer” and no white space.
  if (decoded === undefined || /\s/.test(token)) return "is not a token (JWT)";
  if (decoded.payload.role !== role) return `must be for the role ${role}`;
  return undefined;
}
