import { describe, expect, it } from "vitest";
import { filterTar } from "@/lib/filter-tar";
import { tarArchive } from "@/lib/tar-archive";
import { TarDamaged } from "@/lib/tar-head";

const AT = new Date("2026-01-02T03:04:05Z");
const LONG = `data/${"folder-".repeat(12)}a/${"folder-".repeat(12)}b/${"name-".repeat(15)}`;

const archive = (...paths: string[]) =>
  tarArchive(
    paths.map((path) => ({ path, content: path.endsWith("/") ? "" : `in ${path}`, mode: 0o640 })),
    AT,
  );

async function* inParts(bytes: Uint8Array, size = 700) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function filtered(bytes: Uint8Array, keep: (path: string) => boolean = () => true): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of filterTar(inParts(bytes), "data", keep)) parts.push(Uint8Array.from(part));
  return Buffer.concat(parts);
}

describe("a filtered archive", () => {
  it("is the same bytes where everything is kept", async () => {
    const whole = archive("data/", "data/a", "data/b/", "data/b/c", LONG);
    expect(await filtered(whole)).toEqual(Buffer.from(whole));
  });

  it("lacks just what is not kept, and is told paths from the folder itself", async () => {
    const told: string[] = [];
    const kept = await filtered(archive("data/", "data/a", "data/cache/", "data/cache/x", LONG), (path) => {
      told.push(path);
      return !path.startsWith("cache");
    });
    expect(told).toEqual(["", "a", "cache", "cache/x", LONG.slice("data/".length)]);
    expect(kept).toEqual(Buffer.from(archive("data/", "data/a", LONG)));
  });

  it("ends with two empty blocks, whatever stands behind the end", async () => {
    const whole = archive("data/a");
    const padded = Buffer.concat([whole, Buffer.alloc(9216)]);
    expect(await filtered(padded)).toEqual(Buffer.from(whole));
  });

  it.each(["../a", "/etc/passwd", "data/b/../../a", "elsewhere/a", "data/../data/x"])(
    "is none where an entry is called %s",
    async (path) => {
      await expect(filtered(archive("data/", path))).rejects.toThrow(TarDamaged);
    },
  );

  it("is none where a hard link names a file outside", async () => {
    const whole = Buffer.from(archive("data/a"));
    // A link's flag, what it names, and the checksum of both anew.
    whole.write("1", 156, "ascii");
    whole.write("../outside", 157, "ascii");
    whole.fill(0x20, 148, 156);
    const sum = whole.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    whole.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "ascii");
    await expect(filtered(whole)).rejects.toThrow("outside of its folder");
  });

  it("that ends in its middle is told as such", async () => {
    const whole = archive("data/a", "data/b");
    for (const length of [100, 600, 1024, whole.length - 1024]) {
      await expect(filtered(whole.slice(0, length)), String(length)).rejects.toThrow(TarDamaged);
    }
  });
});
