/** RFC 4648, section 6. */
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS = 5;

/** Without padding, as authenticator apps take it. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= BITS) {
      heldBits -= BITS;
      text += DIGITS.charAt((held >> heldBits) & 31);
    }
    held &= (1 << heldBits) - 1;
  }
  return heldBits === 0 ? text : text + DIGITS.charAt((held << (BITS - heldBits)) & 31);
}

/** What `base32` was made of. @throws RangeError for other characters */
export function fromBase32(text: string): Uint8Array {
  const bytes: number[] = [];
  let held = 0;
  let heldBits = 0;
  for (const digit of text) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) throw new RangeError("Not base32");
    held = (held << BITS) | value;
    heldBits += BITS;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes.push((held >> heldBits) & 255);
    held &= (1 << heldBits) - 1;
  }
  return Uint8Array.from(bytes);
}
