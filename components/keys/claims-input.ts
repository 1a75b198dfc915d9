import type { SupabaseClaims } from "@/lib/keys/supabase-claims";

/** The claims as typed: a half-typed time stays where it is, and its field says what is wrong with it. */
export type ClaimsInput = Record<keyof SupabaseClaims, string>;

export function claimsInput({ iat, exp, ...texts }: SupabaseClaims): ClaimsInput {
  return { ...texts, iat: String(iat), exp: String(exp) };
}

export function claimsOf({ iat, exp, ...texts }: ClaimsInput): SupabaseClaims {
  return { ...texts, iat: secondsOf(iat), exp: secondsOf(exp) };
}

function secondsOf(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}
