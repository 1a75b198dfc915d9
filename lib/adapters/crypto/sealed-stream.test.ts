import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SealedStreams } from "@/lib/adapters/crypto/sealed-stream";

const CHUNK = 65_536;
const SEALED_CHUNK = CHUNK + 16;
const HEAD = 64;
const key = { id: "0a1b2c3d", bytes: new Uint8Array(32).fill(3) };
const streams = new SealedStreams(key);

async function* inParts(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}

const seal = (bytes: Uint8Array, place = "here") => whole(streams.seal(place, inParts(bytes, 1000)));
const open = (sealed: Uint8Array, place = "here", by = streams) =>
  whole(by.open(place, inParts(sealed, 5000)));

describe("a sealed stream", () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])("gives back %i bytes", async (length) => {
    const bytes = randomBytes(length);
    expect(await open(await seal(bytes))).toEqual(bytes);
  });

  it("says nothing of what is in it, and is another one each time", async () => {
    const bytes = Buffer.from("correct-horse-battery".repeat(10));
    const [one, other] = [await seal(bytes), await seal(bytes)];
    expect(one.includes("correct-horse")).toBe(false);
    expect(one.subarray(HEAD)).not.toEqual(other.subarray(HEAD));
  });

  it("opens as nothing else, and by no other key", async () => {
    const sealed = await seal(Buffer.from("data"));
    await expect(open(sealed, "there")).rejects.toMatchObject({ code: "backup-damaged" });
    const others = new SealedStreams({ id: "ffffffff", bytes: new Uint8Array(32).fill(4) });
    await expect(open(sealed, "here", others)).rejects.toMatchObject({ code: "secret-unreadable" });
    const impostor = new SealedStreams({ id: key.id, bytes: new Uint8Array(32).fill(4) });
    await expect(open(sealed, "here", impostor)).rejects.toMatchObject({ code: "backup-damaged" });
  });

  it("is refused with a changed byte, wherever it is", async () => {
    const sealed = await seal(randomBytes(CHUNK + 100));
    for (const at of [0, 25, 33, HEAD, HEAD + CHUNK + 3, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(open(changed), String(at)).rejects.toMatchObject({
        code: at >= 24 && at < 32 ? "secret-unreadable" : "backup-damaged",
      });
    }
  });

  it("is refused where a chunk is missing, moved, or put behind the end", async () => {
    const sealed = await seal(randomBytes(2 * CHUNK + 10));
    const [head, first, second, last] = [
      sealed.subarray(0, HEAD),
      sealed.subarray(HEAD, HEAD + SEALED_CHUNK),
      sealed.subarray(HEAD + SEALED_CHUNK, HEAD + 2 * SEALED_CHUNK),
      sealed.subarray(HEAD + 2 * SEALED_CHUNK),
    ];
    for (const parts of [
      [head],
      [head.subarray(0, 10)],
      [head, first],
      [head, first, second],
      [head, second, first, last],
      [head, first, last],
      [head, first, second, last, last],
      [head, first, second, last.subarray(0, -1)],
    ]) {
      await expect(open(Buffer.concat(parts))).rejects.toMatchObject({ code: "backup-damaged" });
    }
  });
});
