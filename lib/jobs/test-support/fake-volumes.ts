import { readTar } from "@/lib/read-tar";
import { tarArchive } from "@/lib/tar-archive";

const AT = new Date("2026-01-01T00:00:00Z");
const PART_BYTES = 512;

/** Files by path in volumes of a fake engine. */
export class FakeVolumes {
  readonly #volumes = new Map<string, Map<string, string>>();
  /** What Docker puts into an empty volume when a container is made with it. */
  readonly image = new Map<string, string>();

  of(volume: string): Map<string, string> {
    const files = this.#volumes.get(volume) ?? new Map<string, string>();
    this.#volumes.set(volume, files);
    return files;
  }

  copyFromImage(volume: string): void {
    const files = this.of(volume);
    if (files.size > 0) return;
    for (const [path, text] of this.image) files.set(path, text);
  }

  remove(volume: string): void {
    this.#volumes.delete(volume);
  }

  async *archive(volume: string, folder: string): AsyncGenerator<Uint8Array> {
    const files = [...this.of(volume)].map(([path, content]) => ({
      ...{ path: `${folder}/${path}`, content, mode: 0o600 },
    }));
    const bytes = tarArchive([{ path: `${folder}/`, content: "", mode: 0o755 }, ...files], AT);
    for (let at = 0; at < bytes.length; at += PART_BYTES) yield bytes.slice(at, at + PART_BYTES);
  }

  /** @param volumeAt the volume that is mounted at a folder of this name */
  async extract(archive: AsyncIterable<Uint8Array>, volumeAt: (folder: string) => string): Promise<void> {
    for await (const { path, type, content } of readTar(archive)) {
      const parts: Uint8Array[] = [];
      for await (const part of content) parts.push(part);
      const [folder = "", ...names] = path.split("/");
      if (type !== "file") continue;
      this.of(volumeAt(folder)).set(names.join("/"), Buffer.concat(parts).toString());
    }
  }
}
