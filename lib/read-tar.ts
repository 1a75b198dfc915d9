import { ByteReader } from "@/lib/byte-reader";
import type { FolderEntry } from "@/lib/folder-entry";
import { TarDamaged, takeTarHead } from "@/lib/tar-head";
import { tarPadding } from "@/lib/tar-header";

/**
 * The entries of a tar archive (ustar, pax, GNU), in its order. Nothing is decided about their paths here.
 * @throws TarDamaged
 */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<FolderEntry, void, undefined> {
  const reader = new ByteReader(chunks);
  try {
    for (;;) {
      const head = await takeTarHead(reader);
      if (head === null) return;
      const { entry } = head;
      const body = new TarBody(reader, head.bodyBytes);
      yield { ...entry, content: entry.type === "file" ? body.read() : nothing() };
      await body.drain();
    }
  } finally {
    await reader.close();
  }
}

/** An entry's content, with the zeros behind it. */
export class TarBody {
  readonly #reader: ByteReader;
  readonly #padding: number;
  #left: number;

  constructor(reader: ByteReader, sizeBytes: number) {
    this.#reader = reader;
    this.#left = sizeBytes;
    this.#padding = tarPadding(sizeBytes);
  }

  async *read(): AsyncGenerator<Uint8Array, void, undefined> {
    while (this.#left > 0) yield await this.#part();
  }

  /** Reads past whatever of it nobody has read, so that the next header is what comes. */
  async drain(): Promise<void> {
    while (this.#left > 0) await this.#part();
    if ((await this.#reader.take(this.#padding)) === null) {
      throw new TarDamaged("The archive ends in its middle");
    }
  }

  async #part(): Promise<Buffer> {
    const part = await this.#reader.part(this.#left);
    if (part === null) throw new TarDamaged("The archive ends in its middle");
    this.#left -= part.length;
    return part;
  }
}

async function* nothing(): AsyncGenerator<never, void, undefined> {}
