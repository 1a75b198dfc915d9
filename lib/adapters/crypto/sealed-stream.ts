import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { MasterKey } from "@/lib/adapters/crypto/master-key";
import { ByteReader } from "@/lib/byte-reader";
import { PanelError } from "@/lib/errors";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const SALT_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Of what is sealed at a time: small enough to be held in memory, large enough for the tags not to matter. */
const CHUNK_BYTES = 65_536;

/** Says what it is, and which version of it; the id of the key and the salt follow. */
const MAGIC = Buffer.from("slipway-sealed-stream-1\n", "ascii");
const KEY_ID_BYTES = 8;

/**
 * A stream sealed in chunks of AES-256-GCM, each under its number and whether it is the last one, so that none can be
 * changed, moved, left out or put behind the end. The key is of this stream alone: derived from the master key with a
 * salt, so that numbers can be nonces.
 * @see Hoang, Reyhanitabar, Rogaway and Vizár, "Online Authenticated-Encryption and its Nonce-Reuse
 *   Misuse-Resistance", 2015 (STREAM)
 */
export class SealedStreams {
  readonly #key: MasterKey;

  constructor(key: MasterKey) {
    this.#key = key;
  }

  /** @param place what it is; opened as anything else it is refused */
  async *seal(
    place: string,
    content: AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const salt = randomBytes(SALT_BYTES);
    const head = Buffer.concat([MAGIC, Buffer.from(this.#key.id, "ascii"), salt]);
    yield head;
    const key = this.#derive(salt);
    const additional = Buffer.concat([head, Buffer.from(place, "utf8")]);
    let number = 0;
    for await (const [chunk, isLast] of chunksOf(content)) {
      const cipher = createCipheriv(CIPHER, key, nonce(number, isLast));
      cipher.setAAD(additional);
      yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
      number += 1;
    }
  }

  /**
   * Hands out nothing that was changed. Only who has read to the end knows that nothing is missing.
   * @throws PanelError `backup-damaged`, `secret-unreadable` when another master key has sealed it
   */
  async *open(place: string, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    const reader = new ByteReader(sealed);
    try {
      const head = await reader.take(MAGIC.length + KEY_ID_BYTES + SALT_BYTES);
      if (head === null || !head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged();
      const keyId = head.toString("ascii", MAGIC.length, MAGIC.length + KEY_ID_BYTES);
      if (keyId !== this.#key.id) throw otherKey(keyId, this.#key.id);
      const key = this.#derive(head.subarray(-SALT_BYTES));
      const additional = Buffer.concat([head, Buffer.from(place, "utf8")]);
      let number = 0;
      for await (const [chunk, isLast] of sealedChunksOf(reader)) {
        yield openChunk(chunk, key, nonce(number, isLast), additional);
        number += 1;
      }
    } finally {
      await reader.close();
    }
  }

  #derive(salt: Uint8Array): Uint8Array {
    return new Uint8Array(hkdfSync("sha256", this.#key.bytes, salt, "slipway sealed stream", KEY_BYTES));
  }
}

function openChunk(chunk: Buffer, key: Uint8Array, iv: Buffer, additional: Buffer): Buffer {
  if (chunk.length < TAG_BYTES) throw damaged();
  try {
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(additional);
    decipher.setAuthTag(chunk.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw damaged(error);
  }
}

function nonce(number: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(NONCE_BYTES);
  bytes.writeBigUInt64BE(BigInt(number), 0);
  bytes[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return bytes;
}

/** Whole chunks, and a last one that may be empty. */
async function* chunksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<[Buffer, boolean]> {
  const reader = new ByteReader(content);
  try {
    let chunk = await upTo(reader, CHUNK_BYTES);
    while (chunk.length === CHUNK_BYTES) {
      yield [chunk, false];
      chunk = await upTo(reader, CHUNK_BYTES);
    }
    yield [chunk, true];
  } finally {
    await reader.close();
  }
}

/** A chunk that is not whole is the last one: there always is one. */
async function* sealedChunksOf(reader: ByteReader): AsyncGenerator<[Buffer, boolean]> {
  const length = CHUNK_BYTES + TAG_BYTES;
  for (;;) {
    const chunk = await upTo(reader, length);
    const isLast = chunk.length < length;
    yield [chunk, isLast];
    if (isLast) return;
  }
}

async function upTo(reader: ByteReader, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let missing = length;
  while (missing > 0) {
    const part = await reader.part(missing);
    if (part === null) break;
    parts.push(part);
    missing -= part.length;
  }
  return Buffer.concat(parts);
}

function damaged(cause?: unknown): PanelError {
  return new PanelError(
    "backup-damaged",
    "The file was changed, or a part of it is missing",
    { fix: "Use another backup, and look at the disk that this one lies on" },
    cause,
  );
}

function otherKey(found: string, own: string): PanelError {
  return new PanelError(
    "secret-unreadable",
    `It was sealed with the key ${found}, and the panel holds ${own}`,
    {
      fix: "Put the master key back that this data folder had when it was made",
    },
  );
}
