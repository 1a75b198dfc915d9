import { describe, expect, it } from "vitest";
import type { FolderEntry } from "@/lib/folder-entry";
import { MOST_READ_BYTES, MOST_READ_ENTRIES, MOST_TEXT_BYTES } from "@/lib/functions/limits";
import { readFolder, readVolume } from "@/lib/functions/read-volume";

const DATE = new Date("2026-01-02T03:04:05Z");

async function* inTwo(bytes: Uint8Array) {
  // One chunk that is used again, as readers do.
  const chunk = new Uint8Array(bytes.length);
  const half = Math.floor(bytes.length / 2);
  for (const part of [bytes.subarray(0, half), bytes.subarray(half)]) {
    chunk.set(part);
    yield chunk.subarray(0, part.length);
  }
}

function entry(
  path: string,
  content: string | Uint8Array = "",
  type: FolderEntry["type"] = "file",
): FolderEntry {
  const bytes = Buffer.from(content);
  return { path, type, sizeBytes: bytes.length, changedAt: DATE, content: inTwo(bytes) };
}

async function* listOf(...entries: FolderEntry[]) {
  yield* entries;
}

describe("a volume of functions", () => {
  it("is read by folder, and names what is no function", async () => {
    const { folders, others } = await readVolume(
      listOf(
        entry("zeta", "", "folder"),
        entry("zeta/index.ts", "serve"),
        entry("hello/lib/a.ts", "a"),
        entry("hello/index.ts", "grüße"),
        entry("hello/outside", "", "link"),
        entry("empty", "", "folder"),
        entry("README.md", "read me"),
        entry("linked", "", "link"),
        entry("my function/index.ts", "x"),
      ),
    );
    expect(
      folders.map(({ name, files, left, sizeBytes }) => [
        name,
        files.map(({ path }) => path),
        left,
        sizeBytes,
      ]),
    ).toEqual([
      ["empty", [], [], 0],
      ["hello", ["index.ts", "lib/a.ts"], ["outside"], 8],
      ["zeta", ["index.ts"], [], 5],
    ]);
    expect(others).toEqual(["README.md", "linked", "my function"]);
  });

  it("says of each file what an editor can do with it", async () => {
    const { files } = await readFolder(
      "hello",
      listOf(
        entry("a.ts", "grüße"),
        entry("b.bin", new Uint8Array([1, 0, 2])),
        entry("c.bin", new Uint8Array([0xff, 0xfe, 0x41])),
        entry("d.txt", "x".repeat(MOST_TEXT_BYTES)),
        entry("e.txt", "x".repeat(MOST_TEXT_BYTES + 1)),
        entry("f.bin", new Uint8Array(MOST_TEXT_BYTES + 1)),
      ),
    );
    expect(files.map(({ type }) => type)).toEqual(["text", "binary", "binary", "text", "large", "binary"]);
  });

  it("has another version with any other path, content or link, and the same in any order", async () => {
    const version = async (...entries: FolderEntry[]) =>
      (await readFolder("hello", listOf(...entries))).version;
    const first = await version(entry("a", "1"), entry("b", "2"));
    expect(await version(entry("b", "2"), entry("a", "1"))).toBe(first);
    const others = [
      await version(entry("a", "2"), entry("b", "1")),
      await version(entry("a", "1")),
      await version(entry("a", "1"), entry("b", "2"), entry("c", "", "link")),
      await version(entry("a", "1"), entry("c", "2")),
    ];
    expect(new Set([first, ...others]).size).toBe(5);
  });

  it("is not read without end", async () => {
    async function* many() {
      for (let index = 0; index <= MOST_READ_ENTRIES; index += 1) yield entry(`f/${index}`);
    }
    await expect(readVolume(many())).rejects.toMatchObject({ code: "functions-unavailable" });
    const huge = { ...entry("a"), sizeBytes: MOST_READ_BYTES + 1 };
    await expect(readFolder("hello", listOf(huge))).rejects.toMatchObject({ code: "functions-unavailable" });
  });
});
