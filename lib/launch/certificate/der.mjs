/**
 * Writes DER, the encoding of certificates (ITU-T X.690): each value is a tag, a length, and its bytes.
 * Only what a certificate of the panel's own needs.
 */

const TAGS = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
};

/**
 * @param {number} tag
 * @param {...Uint8Array} parts
 */
export function tagged(tag, ...parts) {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content]);
}

/** @param {...Uint8Array} parts */
export const sequence = (...parts) => tagged(TAGS.sequence, ...parts);

/** @param {...Uint8Array} parts */
export const setOf = (...parts) => tagged(TAGS.set, ...parts);

/** @param {boolean} value */
export const boolean = (value) => tagged(TAGS.boolean, Buffer.from([value ? 0xff : 0]));

/** @param {Uint8Array} bytes */
export const octetString = (bytes) => tagged(TAGS.octetString, bytes);

/** @param {string} text */
export const utf8String = (text) => tagged(TAGS.utf8String, Buffer.from(text, "utf8"));

/**
 * @param {Uint8Array} bytes
 * @param {number} [unusedBits] of the last byte
 */
export const bitString = (bytes, unusedBits = 0) => tagged(TAGS.bitString, Buffer.from([unusedBits]), bytes);

/**
 * A number that is not negative.
 * @param {Uint8Array} bytes the highest first
 */
export function integer(bytes) {
  const first = bytes.findIndex((byte) => byte !== 0);
  const shortest = first === -1 ? Buffer.from([0]) : bytes.subarray(first);
  // The highest bit is the sign.
  const sign = (shortest[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0);
  return tagged(TAGS.integer, sign, shortest);
}

/** @param {string} dotted */
export function objectIdentifier(dotted) {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((number) => {
    const groups = [number & 0x7f];
    for (let left = number >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return tagged(TAGS.objectIdentifier, Buffer.from(bytes));
}

/**
 * To the second, in the form that RFC 5280 (4.1.2.5) asks for: two digits of the year until 2049.
 * @param {Date} date
 */
export function time(date) {
  const digits = `${date.toISOString().slice(0, 19).replace(/\D/g, "")}Z`;
  const isShort = date.getUTCFullYear() < 2050;
  return tagged(
    isShort ? TAGS.utcTime : TAGS.generalizedTime,
    Buffer.from(isShort ? digits.slice(2) : digits),
  );
}

/** @param {number} length */
function lengthBytes(length) {
  if (length < 0x80) return Buffer.from([length]);
  /** @type {number[]} */
  const bytes = [];
  for (let left = length; left > 0; left >>>= 8) bytes.unshift(left & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
