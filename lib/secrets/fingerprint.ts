import { createHash } from "node:crypto";

/**
 * Short sign of a secret, to see whether two are the same without seeing either: eight hex digits of SHA-256 in two
 * groups. The key of the installation goes in first, so that signs of two installations cannot be compared and common
 * passwords cannot be looked up.
 * @param installationKey secret and the same for the installation's life
 */
export function fingerprint(installationKey: string | Uint8Array, value: string): string {
  const key = createHash("sha256").update(installationKey).digest();
  const hex = createHash("sha256").update(key).update(value).digest("hex");
  return `${hex.slice(0, 4)} ${hex.slice(4, 8)}`;
}
