import { createHash } from "node:crypto";
import type { Random } from "@/lib/ports/random";

const PREFIXES = { publishable: "sb_publishable_", secret: "sb_secret_" } as const;

/** Goes into the checksum before the key's own text, in every self-hosted Supabase. */
const CHECKSUM_SALT = "supabase-self-hosted|";
const RANDOM_LENGTH = 22;
const CHECKSUM_LENGTH = 8;

/** A key of Supabase that says nothing by itself: the gateway knows it by its whole text. */
export function opaqueKey(random: Random, type: keyof typeof PREFIXES): string {
  // 17 bytes are 23 characters, of which the last is not drawn evenly.
  const text = `${PREFIXES[type]}${Buffer.from(random.bytes(17)).toString("base64url").slice(0, RANDOM_LENGTH)}`;
  return `${text}_${checksum(text)}`;
}

/** Whether the text has the form of such a key, checksum included: a mistyped one has not. */
export function isOpaqueKey(key: string): boolean {
  const [, text, sum] = /^(sb_(?:publishable|secret)_[\w-]{22})_([\w-]{8})$/.exec(key) ?? [];
  return text !== undefined && sum === checksum(text);
}

function checksum(text: string): string {
  return createHash("sha256").update(`${CHECKSUM_SALT}${text}`).digest("base64url").slice(0, CHECKSUM_LENGTH);
}
