import type { ErrorCode } from "@/lib/errors";

/** What an error page may say. */
export type ErrorWords = { code: ErrorCode; message: string; fix: string | null };

const PREFIX = "slipway:";

export function encodeErrorWords(words: ErrorWords): string {
  return PREFIX + JSON.stringify(words);
}

/** The words out of an error page's `error.digest`; null for an error that has none. */
export function readErrorWords(digest: string | undefined): ErrorWords | null {
  if (!digest?.startsWith(PREFIX)) return null;
  return JSON.parse(digest.slice(PREFIX.length)) as ErrorWords;
}
