import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MOST_FILE_BYTES, MOST_FILES, MOST_FOLDER_BYTES } from "@/lib/functions/limits";
import { readUpload } from "@/lib/functions/read-upload";
import { type ArchiveFile, tarArchive } from "@/lib/tar-archive";

const DATE = new Date("2026-01-02T03:04:05Z");

function archiveOf(...paths: string[]): Uint8Array {
  return tarArchive(
    paths.map((path): ArchiveFile => ({ path, content: path.endsWith("/") ? "" : path, mode: 0o644 })),
    DATE,
  );
}

async function pathsOf(archive: Uint8Array): Promise<string[]> {
  return (await readUpload(archive)).map(({ path }) => path).sort();
}

const refusal = (words: string) => ({
  code: "archive-refused",
  message: expect.stringContaining(words),
  details: {
    fix: expect.stringContaining("tar -czf"),
    issues: [{ field: "archive", message: expect.stringContaining(words) }],
  },
});

describe("an uploaded archive", () => {
  it("gives its files by path and content, packed or not", async () => {
    const tar = archiveOf("index.ts", "lib/", "lib/a.ts");
    for (const archive of [tar, gzipSync(tar)]) {
      const files = await readUpload(archive);
      expect(files.map(({ path, content }) => [path, Buffer.from(content).toString()])).toEqual([
        ["index.ts", "index.ts"],
        ["lib/a.ts", "lib/a.ts"],
      ]);
    }
  });

  it("may have all in one outer folder, and what desktops leave beside files", async () => {
    expect(await pathsOf(archiveOf("hello/", "hello/index.ts", "hello/lib/a.ts"))).toEqual([
      "index.ts",
      "lib/a.ts",
    ]);
    expect(await pathsOf(archiveOf("./", "./index.ts", "./lib/a.ts"))).toEqual(["index.ts", "lib/a.ts"]);
    expect(await pathsOf(archiveOf("index.ts", "._index.ts", "lib/.DS_Store", ".env"))).toEqual([
      ".env",
      "index.ts",
    ]);
  });

  it.each([
    ["../evil.ts", ". or .."],
    ["hello/../../evil.ts", ". or .."],
    ["/etc/cron.d/evil", "begins with /"],
    ["a\\..\\evil", "backslash"],
    ["a\nb", "not shown"],
    ["a//b", "without a name"],
    ["../", ". or .."],
  ])("is refused whole with the entry %j", async (path, words) => {
    await expect(readUpload(archiveOf("index.ts", path))).rejects.toMatchObject(refusal(words));
    await expect(readUpload(gzipSync(archiveOf(path)))).rejects.toMatchObject(refusal(words));
  });

  it("is refused with a path twice, and with one that is a file and a folder", async () => {
    await expect(readUpload(archiveOf("a.ts", "a.ts"))).rejects.toMatchObject(refusal("twice"));
    await expect(readUpload(archiveOf("./a.ts", "a.ts", "b"))).rejects.toMatchObject(refusal("twice"));
    await expect(readUpload(archiveOf("a", "a/b", "c"))).rejects.toMatchObject(
      refusal("a file and as a folder"),
    );
  });

  it("is refused empty, damaged, and as a zip file", async () => {
    await expect(readUpload(new Uint8Array())).rejects.toMatchObject(refusal("ends in its middle"));
    await expect(readUpload(archiveOf())).rejects.toMatchObject(refusal("no files"));
    await expect(readUpload(archiveOf("lib/"))).rejects.toMatchObject(refusal("no files"));
    await expect(readUpload(gzipSync(archiveOf("a")).subarray(0, 40))).rejects.toMatchObject(
      refusal("damaged"),
    );
    await expect(readUpload(Buffer.from("PK\x03\x04".padEnd(600)))).rejects.toMatchObject(refusal("zip"));
    await expect(readUpload(archiveOf("a", "b").slice(0, 1100))).rejects.toMatchObject(
      refusal("ends in its middle"),
    );
  });

  it("is refused with too many files, a file that is too large, too much together, and when it unpacks to more", async () => {
    const many = Array.from({ length: MOST_FILES + 1 }, (_, index) => `f${index}`);
    await expect(readUpload(archiveOf(...many))).rejects.toMatchObject(refusal("more than 500 files"));
    expect(await pathsOf(archiveOf(...many.slice(1)))).toHaveLength(MOST_FILES);
    const zeros = (count: number, size: number) =>
      gzipSync(
        tarArchive(
          Array.from({ length: count }, (_, index) => ({
            path: `f${index}`,
            content: new Uint8Array(size),
            mode: 0o644,
          })),
          DATE,
        ),
      );
    await expect(readUpload(zeros(1, MOST_FILE_BYTES + 1))).rejects.toMatchObject(refusal("more than 4 MiB"));
    await expect(readUpload(zeros(5, MOST_FOLDER_BYTES / 5 + 1))).rejects.toMatchObject(
      refusal("16 MiB together"),
    );
    // Behind its end an archive may hold anything; unpacking ends before that.
    await expect(readUpload(gzipSync(new Uint8Array(300 * 1024 ** 2), { level: 1 }))).rejects.toMatchObject(
      refusal("Unpacked it is larger"),
    );
  });
});

describe("an archive made by tar", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-upload-"));
    mkdirSync(join(folder, "hello"));
    writeFileSync(join(folder, "hello", "index.ts"), "serve\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const packed = (...what: string[]) => execFileSync("tar", ["-c", "-z", "-f", "-", "-C", folder, ...what]);

  it("of a folder is taken, from outside and from within", async () => {
    expect(await pathsOf(packed("hello"))).toEqual(["index.ts"]);
    expect(await pathsOf(packed("-C", "hello", "."))).toEqual(["index.ts"]);
  });

  it("is refused with a symbolic link, a hard link, or a pipe", async () => {
    symlinkSync("/etc/passwd", join(folder, "hello", "link"));
    await expect(readUpload(packed("hello"))).rejects.toMatchObject(refusal("is a link"));
    rmSync(join(folder, "hello", "link"));
    execFileSync("ln", [join(folder, "hello", "index.ts"), join(folder, "hello", "same")]);
    await expect(readUpload(packed("hello"))).rejects.toMatchObject(refusal("is a link"));
    rmSync(join(folder, "hello", "same"));
    execFileSync("mkfifo", [join(folder, "hello", "pipe")]);
    await expect(readUpload(packed("hello"))).rejects.toMatchObject(refusal("neither a file nor a folder"));
  });

  it("is refused with paths that lead out, absolute ones too", async () => {
    const out = packed("--absolute-names", "--transform=s,hello/,hello/../../../,", "hello/index.ts");
    await expect(readUpload(out)).rejects.toMatchObject(refusal(". or .."));
    const absolute = packed("--absolute-names", join(folder, "hello"));
    await expect(readUpload(absolute)).rejects.toMatchObject(refusal("begins with /"));
  });
});
