import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTar } from "@/lib/read-tar";
import { tarArchive } from "@/lib/tar-archive";
import { TarDamaged } from "@/lib/tar-head";

const LONG = `${"folder-".repeat(12)}a/${"folder-".repeat(12)}b/${"name-".repeat(15)}.ts`;
const DATE = new Date("2026-01-02T03:04:05Z");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-read-tar-"));
  mkdirSync(join(folder, "hello", "lib"), { recursive: true });
  writeFileSync(join(folder, "hello", "index.ts"), "serve\n");
  writeFileSync(join(folder, "hello", "lib", "full-block"), "x".repeat(1024));
  writeFileSync(join(folder, "hello", "empty"), "");
  symlinkSync("/etc/passwd", join(folder, "hello", "link"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function packed(...options: string[]): Buffer {
  return execFileSync("tar", ["-c", "-f", "-", "-C", folder, ...options, "hello"]);
}

/** In chunks that end anywhere. */
async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function listed(bytes: Uint8Array, size = 700): Promise<string[]> {
  const found: string[] = [];
  for await (const { path, type, content, sizeBytes } of readTar(inChunks(bytes, size))) {
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(Uint8Array.from(part));
    const length = Buffer.concat(parts).length;
    if (type === "file") expect(length).toBe(sizeBytes);
    found.push(`${type} ${path} ${length}`);
  }
  return found.sort();
}

const EXPECTED = [
  "file hello/empty 0",
  "file hello/index.ts 6",
  "file hello/lib/full-block 1024",
  "folder hello 0",
  "folder hello/lib 0",
  "link hello/link 0",
];

describe("a tar archive", () => {
  it.each(["gnu", "ustar", "pax", "v7", "oldgnu"])("of the format %s is read", async (format) => {
    const bytes = packed(`--format=${format}`);
    expect(await listed(bytes)).toEqual(EXPECTED);
    expect(await listed(bytes, 1)).toEqual(EXPECTED);
    expect(await listed(bytes, bytes.length)).toEqual(EXPECTED);
  });

  it.each(["gnu", "pax"])(
    "of the format %s is read with a long path and one that is not ASCII",
    async (format) => {
      const renamed = packed(
        `--format=${format}`,
        `--transform=s,hello/index.ts,hello/${LONG},`,
        "--no-recursion",
        "hello/index.ts",
      );
      expect(await listed(renamed)).toContain(`file hello/${LONG} 6`);
      const other = packed(
        `--format=${format}`,
        "--transform=s,hello/index.ts,hello/grüße.ts,",
        "--no-recursion",
        "hello/index.ts",
      );
      expect(await listed(other)).toContain("file hello/grüße.ts 6");
    },
  );

  it("of the format ustar is read with a path that it parts in two", async () => {
    const parted = `hello/${"folder-".repeat(12)}/${"name-".repeat(15)}.ts`;
    const renamed = packed(
      "--format=ustar",
      `--transform=s,hello/index.ts,${parted},`,
      "--no-recursion",
      "hello/index.ts",
    );
    expect(await listed(renamed)).toContain(`file ${parted} 6`);
  });

  it("of ours is read, long paths among them, and tar reads it too", async () => {
    const ours = tarArchive(
      [
        { path: "hello/", content: "", mode: 0o755 },
        { path: `hello/${LONG}`, content: new Uint8Array([0, 1, 255]), mode: 0o644 },
      ],
      DATE,
    );
    expect(await listed(ours)).toEqual([`file hello/${LONG} 3`, "folder hello 0"]);
    const names = execFileSync("tar", ["-t", "-f", "-"], { input: ours, encoding: "utf8" });
    expect(names).toBe(`hello/\nhello/${LONG}\n`);
  });

  it("passes over content that nobody reads", async () => {
    const paths: string[] = [];
    for await (const { path, type } of readTar(inChunks(packed(), 333)))
      if (type === "file") paths.push(path);
    expect(paths.sort()).toEqual(["hello/empty", "hello/index.ts", "hello/lib/full-block"]);
  });

  it("lets go of its source when it is left in its middle", async () => {
    let isClosed = false;
    async function* source() {
      try {
        yield* inChunks(packed(), 512);
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of readTar(source())) break;
    expect(isClosed).toBe(true);
  });

  it("is refused cut at any block, and with any byte of a header changed", async () => {
    const whole = tarArchive([{ path: "a", content: "x".repeat(600), mode: 0o644 }], DATE);
    for (let length = 0; length < 4 * 512; length += 100) {
      await expect(listed(whole.slice(0, length)), `${length}`).rejects.toBeInstanceOf(TarDamaged);
    }
    for (let at = 0; at < 512; at += 1) {
      const changed = Uint8Array.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      // The blank behind the checksum is nobody's.
      if (at !== 155) await expect(listed(changed), `${at}`).rejects.toBeInstanceOf(TarDamaged);
    }
    await expect(listed(Buffer.from("this is no archive".padEnd(1024)))).rejects.toBeInstanceOf(TarDamaged);
  });

  it("is refused with a pax header that cannot be, or that is too long", async () => {
    const pax = (record: string) => {
      const bytes = Buffer.from(tarArchive([{ path: "x", content: record, mode: 0o644 }], DATE)).subarray(
        0,
        -1024,
      );
      // The flag, and the checksum with it.
      bytes.write("x", 156);
      const sum = Number.parseInt(bytes.toString("latin1", 148, 154), 8) + 0x78 - 0x30;
      bytes.write(sum.toString(8).padStart(6, "0"), 148);
      return Buffer.concat([bytes, tarArchive([{ path: "a", content: "1", mode: 0o644 }], DATE)]);
    };
    expect(await listed(pax("12 path=bcd\n"))).toEqual(["file bcd 1"]);
    expect(await listed(pax("19 path=../../etc/x\n".replace("19", "20")))).toEqual(["file ../../etc/x 1"]);
    const bad = [
      "0 a=b\n",
      "999 path=b\n",
      "path=b\n",
      "11 path=bcd\n",
      "11 size=-1\n",
      `${"9".repeat(9)} a=b\n`,
    ];
    for (const record of bad) await expect(listed(pax(record)), record).rejects.toBeInstanceOf(TarDamaged);
    await expect(listed(pax("x".repeat(70_000)))).rejects.toBeInstanceOf(TarDamaged);
  });
});
