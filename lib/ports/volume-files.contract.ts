import { describe, expect, it } from "vitest";
import type { VolumeFiles } from "@/lib/ports/volume-files";

export type VolumeUnderTest = {
  files: VolumeFiles;
  /** One that runs and has a volume, empty so far, at the folder. */
  container: string;
  folder: string;
  stop(): Promise<void>;
  start(): Promise<void>;
};

const bytes = (text: string) => new TextEncoder().encode(text);

/** What both the fake and the engine do. */
export function volumeFilesContract(title: string, open: () => Promise<VolumeUnderTest>): void {
  describe(`files of a volume, ${title}`, { timeout: 60_000 }, () => {
    async function listed({ files, container, folder }: VolumeUnderTest, below = ""): Promise<string[]> {
      const entries = await files.entries(container, `${folder}${below}`, new AbortController().signal);
      const found: string[] = [];
      for await (const { path, type, content, sizeBytes } of entries ?? []) {
        const parts: Uint8Array[] = [];
        for await (const part of content) parts.push(Uint8Array.from(part));
        const text = Buffer.concat(parts).toString();
        if (type === "file") expect(sizeBytes).toBe(Buffer.byteLength(text));
        found.push(`${type} ${path} ${text}`.trim());
      }
      return found.sort();
    }

    it("writes, makes folders on the way, and reads the same bytes", async () => {
      const at = await open();
      const long = `${"long-".repeat(18)}name/${"x".repeat(90)}.ts`;
      await at.files.write(at.container, at.folder, [
        { path: "hello/index.ts", content: bytes("one\n") },
        { path: `hello/${long}`, content: bytes("deep") },
        { path: "hello/grüße.txt", content: bytes("ünï") },
        { path: "hello/empty", content: bytes("") },
      ]);
      expect((await listed(at, "/hello")).filter((line) => line.startsWith("file"))).toEqual(
        ["file empty", "file grüße.txt ünï", "file index.ts one", `file ${long} deep`].sort(),
      );
      expect(await listed(at)).toContain("file hello/index.ts one");
      expect(await listed(at)).toContain("folder hello");
    });

    it("writes over a file, and passes over content that is not read", async () => {
      const at = await open();
      await at.files.write(at.container, at.folder, [
        { path: "a/index.ts", content: bytes("one".repeat(999)) },
      ]);
      await at.files.write(at.container, at.folder, [
        { path: "a/index.ts", content: bytes("two") },
        { path: "b/index.ts", content: bytes("three") },
      ]);
      const entries = await at.files.entries(at.container, at.folder, new AbortController().signal);
      const paths: string[] = [];
      for await (const { path, type } of entries ?? []) if (type === "file") paths.push(path);
      expect(paths.sort()).toEqual(["a/index.ts", "b/index.ts"]);
      expect(await listed(at, "/a")).toEqual(["file index.ts two"]);
    });

    it("says null for a folder that is not there", async () => {
      const at = await open();
      const { signal } = new AbortController();
      expect(await at.files.entries(at.container, `${at.folder}/nobody`, signal)).toBeNull();
    });

    it("removes a file and a folder, once and again, also by names that look like options", async () => {
      const at = await open();
      await at.files.write(at.container, at.folder, [
        { path: "hello/index.ts", content: bytes("one") },
        { path: "hello/lib/a.ts", content: bytes("two") },
        { path: "-rf/$(id).ts", content: bytes("three") },
        { path: "other/index.ts", content: bytes("four") },
      ]);
      await at.files.remove(at.container, at.folder, ["hello/lib/a.ts"]);
      expect(await listed(at, "/hello")).toEqual(["file index.ts one", "folder lib"]);
      for (let time = 0; time < 2; time += 1)
        await at.files.remove(at.container, at.folder, ["hello", "-rf"]);
      expect(await listed(at)).toEqual(["file other/index.ts four", "folder other"]);
    });

    it("reads and writes while the container is stopped, and does not remove then", async () => {
      const at = await open();
      await at.stop();
      await at.files.write(at.container, at.folder, [{ path: "hello/index.ts", content: bytes("one") }]);
      expect(await listed(at, "/hello")).toEqual(["file index.ts one"]);
      await expect(at.files.remove(at.container, at.folder, ["hello"])).rejects.toMatchObject({
        code: "service-exited",
      });
      await at.start();
      expect(await listed(at, "/hello")).toEqual(["file index.ts one"]);
    });
  });
}
