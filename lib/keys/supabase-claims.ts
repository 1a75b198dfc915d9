import type { FieldIssue } from "@/lib/errors";

/** What both of Supabase's JWT keys say; each carries its own role. Times are seconds since 1970, UTC. */
export type SupabaseClaims = {
  anonRole: string;
  serviceRole: string;
  iss: string;
  iat: number;
  exp: number;
};

/** Shorter ones are refused by Supabase's services. */
export const JWT_SECRET_MIN_LENGTH = 32;
const JWT_SECRET_MAX_LENGTH = 1024;

/** 31 December 9999: what a date in four digits can say. */
const LATEST_SECONDS = 253_402_300_799;
/** PostgreSQL cuts longer names of roles. */
const ROLE_MAX_BYTES = 63;

/** From the start of today (UTC), for five calendar years, as Supabase's own form does it. */
export function defaultClaims(now: Date): SupabaseClaims {
  const iat = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()) / 1000;
  return { anonRole: "anon", serviceRole: "service_role", iss: "supabase", iat, exp: yearsAfter(iat, 5) };
}

/** So many calendar years later; from a 29 February to a 1 March where the year has no such day. */
export function yearsAfter(seconds: number, years: number): number {
  const at = new Date(seconds * 1000);
  return at.setUTCFullYear(at.getUTCFullYear() + years) / 1000;
}

/** Everything that is wrong with the claims, by field. */
export function claimIssues(claims: SupabaseClaims, now: Date): FieldIssue[] {
  const found: [keyof SupabaseClaims, string | undefined][] = [
    ["anonRole", roleProblem(claims.anonRole)],
    ["serviceRole", roleProblem(claims.serviceRole)],
    ["iss", textProblem(claims.iss, "an issuer")],
    ["iat", timeProblem(claims.iat)],
    ["exp", timeProblem(claims.exp) ?? expiryProblem(claims, now)],
  ];
  return found.flatMap(([field, message]) => (message === undefined ? [] : [{ field, message }]));
}

/** What is wrong with a secret for JWTs, or undefined. */
export function jwtSecretProblem(secret: string): string | undefined {
  if (secret.length < JWT_SECRET_MIN_LENGTH) {
    return `The secret needs ${JWT_SECRET_MIN_LENGTH} characters at least and has ${secret.length}`;
  }
  if (secret.length > JWT_SECRET_MAX_LENGTH) {
    return `The secret may have ${JWT_SECRET_MAX_LENGTH.toLocaleString("en")} characters at most`;
  }
  if (/\p{Cc}/u.test(secret)) return "The secret holds a control character, such as a line break";
  return undefined;
}

function roleProblem(role: string): string | undefined {
  const problem = textProblem(role, "a role");
  if (problem !== undefined) return problem;
  const bytes = new TextEncoder().encode(role).length;
  return bytes > ROLE_MAX_BYTES ? `A role's name may have ${ROLE_MAX_BYTES} bytes at most` : undefined;
}

function textProblem(text: string, noun: string): string | undefined {
  if (text.trim() === "") return `Type ${noun}`;
  if (text.length > 200) return "This may have 200 characters at most";
  if (/\p{Cc}/u.test(text)) return "This holds a control character";
  return undefined;
}

function timeProblem(seconds: number): string | undefined {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= LATEST_SECONDS) return undefined;
  return "This must be whole seconds since 1970, such as 1767225600";
}

function expiryProblem({ iat, exp }: SupabaseClaims, now: Date): string | undefined {
  if (exp <= iat) return "The end must lie after the start";
  if (exp * 1000 <= now.getTime()) return "This lies in the past: every service would refuse the keys";
  return undefined;
}
