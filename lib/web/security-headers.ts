import { randomBytes } from "node:crypto";

/**
 * On every answer. No Strict-Transport-Security: browsers apply it to every port of the host name, and stacks that
 * are reached by plain http beside the panel would no longer open.
 */
export function securityHeaders(secure: boolean): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    // Not `no-referrer`: with it browsers send `Origin: null`, and streams over plain http prove themselves by it.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-resource-policy": "same-origin",
    // On plain http browsers ignore it and write an error to the console.
    ...(secure ? { "cross-origin-opener-policy": "same-origin" } : {}),
  };
}

export function makeNonce(): string {
  return randomBytes(16).toString("base64");
}

/**
 * @param styleHashes quoted sources, of style elements that a library writes without a nonce
 */
export function contentSecurityPolicy(nonce: string, styleHashes: readonly string[]): string {
  const hashes = styleHashes.map((hash) => ` ${hash}`).join("");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'${hashes}`,
    // Server-rendered style attributes (widths of bars, heights of lists) run no script.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
