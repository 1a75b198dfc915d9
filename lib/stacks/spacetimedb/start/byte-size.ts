/** Units as the server reads them: with or without an i, always powers of 1,024. */
const SIZE = /^(\d+)\s*(?:([kmgt])(?:i?b)?|b)?$/i;
const POWERS = ["k", "m", "g", "t"];

/** Bytes of a size such as `512MiB`, `1g` or `65536`; undefined for what is none. */
export function bytesOf(text: string): number | undefined {
  const [, digits, unit = ""] = SIZE.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const bytes = Number(digits) * 1024 ** (POWERS.indexOf(unit.toLowerCase()) + 1);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
