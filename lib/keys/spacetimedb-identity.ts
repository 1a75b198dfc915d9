import { blake3 } from "@noble/hashes/blake3.js";
import type { FieldIssue } from "@/lib/errors";

/** Begins every identity that was made from claims. */
const PREFIX = Buffer.from("c200", "hex");
const HASH_BYTES = 26;
const CHECK_BYTES = 4;

/** SpacetimeDB takes neither of the two when it is longer. */
const CLAIM_MAX_BYTES = 128;

/**
 * The identity that SpacetimeDB gives to who comes with this issuer and subject, as its API prints it: 64 hexadecimal
 * digits. `c200`, four bytes to check by, then the hash of both.
 */
export function spacetimedbIdentity(issuer: string, subject: string): string {
  const hash = blake3(Buffer.from(`${issuer}|${subject}`)).subarray(0, HASH_BYTES);
  return Buffer.concat([PREFIX, checkBytes(hash), hash]).toString("hex");
}

/** Whether the text can be an identity: the four bytes to check by fit. */
export function isSpacetimedbIdentity(identity: string): boolean {
  if (!/^c200[0-9a-f]{60}$/.test(identity)) return false;
  const bytes = Buffer.from(identity, "hex");
  const start = PREFIX.length + CHECK_BYTES;
  return checkBytes(bytes.subarray(start)).equals(bytes.subarray(PREFIX.length, start));
}

/** What SpacetimeDB would refuse about issuer and subject. */
export function identityIssues(issuer: string, subject: string): FieldIssue[] {
  return Object.entries({ issuer, subject }).flatMap(([field, value]) => {
    const bytes = Buffer.byteLength(value);
    if (bytes >= 1 && bytes <= CLAIM_MAX_BYTES) return [];
    const noun = field === "issuer" ? "The issuer" : "The subject";
    return [{ field, message: `${noun} needs 1 to ${CLAIM_MAX_BYTES} bytes and has ${bytes}` }];
  });
}

function checkBytes(hash: Uint8Array): Buffer {
  return Buffer.from(blake3(Buffer.concat([PREFIX, hash]))).subarray(0, CHECK_BYTES);
}
