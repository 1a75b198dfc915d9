import { PanelError } from "@/lib/errors";
import { password } from "@/lib/keys/password";
import { signHs256 } from "@/lib/keys/sign-jwt";
import {
  claimIssues,
  defaultClaims,
  jwtSecretProblem,
  type SupabaseClaims,
} from "@/lib/keys/supabase-claims";
import type { Random } from "@/lib/ports/random";

/** What a person may decide; what is left out is made or taken from the defaults. */
export type SupabaseKeyInput = { secret?: string } & {
  [Claim in keyof SupabaseClaims]?: SupabaseClaims[Claim];
};

export type SupabaseJwtKeys = { JWT_SECRET: string; ANON_KEY: string; SERVICE_ROLE_KEY: string };

/** A secret as Supabase's own form makes it: 40 letters and digits. */
export function newJwtSecret(random: Random): string {
  return password(random, 40, "alphanumeric");
}

/**
 * Both keys of a Supabase that checks its tokens by a secret.
 * @throws PanelError `input-invalid` with every field that is wrong
 */
export function supabaseJwtKeys(input: SupabaseKeyInput, random: Random, now: Date): SupabaseJwtKeys {
  const { secret, claims } = checkedKeyInput(input, random, now);
  const [anon, serviceRole] = rolePayloads(claims);
  return {
    JWT_SECRET: secret,
    ANON_KEY: signHs256(anon, secret),
    SERVICE_ROLE_KEY: signHs256(serviceRole, secret),
  };
}

/**
 * The input, completed and checked.
 * @throws PanelError `input-invalid`
 */
export function checkedKeyInput(
  { secret = "", ...given }: SupabaseKeyInput,
  random: Random,
  now: Date,
): { secret: string; claims: SupabaseClaims } {
  const claims = { ...defaultClaims(now), ...given };
  const issues = claimIssues(claims, now);
  const problem = secret === "" ? undefined : jwtSecretProblem(secret);
  if (problem !== undefined) issues.unshift({ field: "secret", message: problem });
  const [first] = issues;
  if (first !== undefined) throw new PanelError("input-invalid", first.message, { issues });
  return { secret: secret === "" ? newJwtSecret(random) : secret, claims };
}

/** The payloads of both keys, in the order of members that Supabase's own scripts write. */
export function rolePayloads({ anonRole, serviceRole, iss, iat, exp }: SupabaseClaims) {
  return [
    { role: anonRole, iss, iat, exp },
    { role: serviceRole, iss, iat, exp },
  ] as const;
}
