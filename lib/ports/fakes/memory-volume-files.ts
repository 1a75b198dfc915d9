import { PanelError } from "@/lib/errors";
import type { FolderEntry } from "@/lib/folder-entry";
import type { VolumeFiles, WrittenFile } from "@/lib/ports/volume-files";

type Kept = { type: FolderEntry["type"]; content: Uint8Array };

/** Files of volumes for tests, by container and absolute path. */
export class MemoryVolumeFiles implements VolumeFiles {
  /** Containers that do not run. */
  readonly stopped = new Set<string>();
  /** Every change, in order, as a test compares it. */
  readonly log: string[] = [];
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date("2026-01-01T00:00:00Z")) {
    this.#now = now;
  }

  /** Something that was there before. */
  put(
    container: string,
    path: string,
    content: string | Uint8Array,
    type: FolderEntry["type"] = "file",
  ): void {
    this.#makeFolders(container, path);
    this.#kept.set(`${container}:${path}`, { type, content: Buffer.from(content) });
  }

  text(container: string, path: string): string | null {
    const kept = this.#kept.get(`${container}:${path}`);
    return kept === undefined ? null : Buffer.from(kept.content).toString();
  }

  async entries(container: string, folder: string): Promise<AsyncIterable<FolderEntry> | null> {
    if (this.#kept.get(`${container}:${folder}`)?.type !== "folder") return null;
    const start = `${container}:${folder}/`;
    const found = [...this.#kept].filter(([key]) => key.startsWith(start));
    return this.#list(found.map(([key, kept]) => ({ ...kept, path: key.slice(start.length) })));
  }

  async write(container: string, folder: string, files: readonly WrittenFile[]): Promise<void> {
    for (const { path, content } of files) {
      this.log.push(`write ${folder}/${path}`);
      this.put(container, `${folder}/${path}`, content);
    }
  }

  async remove(container: string, folder: string, paths: readonly string[]): Promise<void> {
    if (this.stopped.has(container)) throw new PanelError("service-exited", "The container does not run");
    for (const path of paths) {
      this.log.push(`remove ${folder}/${path}`);
      const gone = `${container}:${folder}/${path}`;
      for (const key of [...this.#kept.keys()]) {
        if (key === gone || key.startsWith(`${gone}/`)) this.#kept.delete(key);
      }
    }
  }

  #makeFolders(container: string, path: string): void {
    const names = path.split("/").slice(1, -1);
    for (let depth = 1; depth <= names.length; depth += 1) {
      const key = `${container}:/${names.slice(0, depth).join("/")}`;
      if (!this.#kept.has(key)) this.#kept.set(key, { type: "folder", content: new Uint8Array() });
    }
  }

  async *#list(found: readonly (Kept & { path: string })[]): AsyncGenerator<FolderEntry, void, undefined> {
    for (const { path, type, content } of found) {
      yield { path, type, sizeBytes: content.length, changedAt: this.#now(), content: inOnePart(content) };
    }
  }
}

async function* inOnePart(content: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield content;
}
