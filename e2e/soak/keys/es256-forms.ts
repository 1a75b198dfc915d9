import assert from "node:assert/strict";

/** Bytes of one half of a P-256 signature. */
const HALF = 32;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** A token's signature (r and s, 32 bytes each) as OpenSSL's program takes it. RFC 3279, section 2.2.3. */
export function toDer(raw: Buffer): Buffer {
  assert.equal(raw.length, 2 * HALF);
  const body = Buffer.concat([integer(raw.subarray(0, HALF)), integer(raw.subarray(HALF))]);
  return Buffer.concat([Buffer.from([SEQUENCE, body.length]), body]);
}

export function fromDer(der: Buffer): Buffer {
  assert.equal(der[0], SEQUENCE);
  const first = numberAt(der, 2);
  const second = numberAt(der, first.end);
  assert.equal(second.end, der.length);
  return Buffer.concat([first.value, second.value]);
}

function integer(half: Buffer): Buffer {
  const start = half.findIndex((byte) => byte !== 0);
  const short = half.subarray(start);
  // The first bit is the sign.
  const value = (short[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), short]) : short;
  return Buffer.concat([Buffer.from([INTEGER, value.length]), value]);
}

function numberAt(der: Buffer, at: number): { value: Buffer; end: number } {
  assert.equal(der[at], INTEGER);
  const end = at + 2 + (der[at + 1] ?? 0);
  const value = der.subarray(at + 2, end);
  const half = Buffer.alloc(HALF);
  const bytes = value.subarray(Math.max(0, value.length - HALF));
  bytes.copy(half, HALF - bytes.length);
  return { value: half, end };
}
