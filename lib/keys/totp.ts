import { createHmac, timingSafeEqual } from "node:crypto";
import { base32 } from "@/lib/keys/base32";
import type { Random } from "@/lib/ports/random";

/** RFC 6238 with what every authenticator app takes for granted: SHA-1, six digits, 30 seconds. */
const STEP_MS = 30_000;
const DIGITS = 6;
/** RFC 4226 asks for the length of the hash. */
const SECRET_BYTES = 20;
/** Steps before and after the present one whose codes are taken: clocks differ, and typing takes time. */
const WINDOW = 1;
/** 80 bits: too many to be found from a hash. */
const RECOVERY_BYTES = 10;

/** The code of one step. `digits` differs from six only in the RFC's own examples. */
export function totpCode(secret: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", secret).update(counter).digest();
  const offset = hash.readUInt8(hash.length - 1) & 15;
  const number = hash.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** The step that a code belongs to, of those that are near now; null when it belongs to none. */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const present = Math.floor(now.getTime() / STEP_MS);
  let found: number | null = null;
  for (let step = present - WINDOW; step <= present + WINDOW; step += 1) {
    // All are compared: which one it was does not show in the time.
    if (timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code))) found = step;
  }
  return found;
}

/** When a step begins. */
export function timeOfStep(step: number): Date {
  return new Date(step * STEP_MS);
}

/** A new secret in base32: what is typed into an app that cannot scan. */
export function totpSecret(random: Random): string {
  return base32(random.bytes(SECRET_BYTES));
}

/** What an app reads from the picture. https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export function totpUri(secret: string, { issuer, account }: { issuer: string; account: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({ secret, issuer });
  return `otpauth://totp/${label}?${query.toString().replaceAll("+", "%20")}`;
}

/** Codes that stand in for a lost app, as `abcd-efgh-ijkl-mnop`. */
export function recoveryCodes(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => {
    const text = base32(random.bytes(RECOVERY_BYTES)).toLowerCase();
    return text.match(/.{4}/g)?.join("-") ?? text;
  });
}

/** A recovery code as it is compared, however it was typed. */
export function plainRecoveryCode(typed: string): string {
  return typed.toLowerCase().replace(/[\s-]/g, "");
}
