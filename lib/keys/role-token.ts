import { PanelError } from "@/lib/errors";
import { signHs256 } from "@/lib/keys/sign-jwt";
import {
  claimIssues,
  defaultClaims,
  jwtSecretProblem,
  type SupabaseClaims,
} from "@/lib/keys/supabase-claims";

export type RoleTokenInput = { secret: string; role: string } & Partial<
  Pick<SupabaseClaims, "iss" | "iat" | "exp">
>;

/**
 * One token for any role, with the claims of Supabase's keys.
 * @throws PanelError `input-invalid` with every field that is wrong
 */
export function roleToken({ secret, role, ...given }: RoleTokenInput, now: Date): string {
  const { iss, iat, exp } = { ...defaultClaims(now), ...given };
  const problem = jwtSecretProblem(secret);
  const issues = [
    ...(problem === undefined ? [] : [{ field: "secret", message: problem }]),
    ...claimIssues({ anonRole: role, serviceRole: role, iss, iat, exp }, now)
      .filter(({ field }) => field !== "serviceRole")
      .map(({ field, message }) => ({ field: field === "anonRole" ? "role" : field, message })),
  ];
  const [first] = issues;
  if (first !== undefined) throw new PanelError("input-invalid", first.message, { issues });
  return signHs256({ role, iss, iat, exp }, secret);
}
