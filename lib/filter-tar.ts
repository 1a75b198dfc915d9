import { ByteReader } from "@/lib/byte-reader";
import { TarBody } from "@/lib/read-tar";
import { TAR_END } from "@/lib/tar-archive";
import { TarDamaged, takeTarHead } from "@/lib/tar-head";
import { tarPadding } from "@/lib/tar-header";

/**
 * The archive of one folder without some of its entries; those that stay are the same bytes, so that owners, modes and
 * whatever else their headers say stay too. It is read to its end, and ends with two empty blocks.
 * @param folder the name that all paths begin with
 * @param keep told each path below the folder, empty for the folder itself
 * @throws TarDamaged also where a path, or what a hard link names, leads out of the folder
 */
export async function* filterTar(
  chunks: AsyncIterable<Uint8Array>,
  folder: string,
  keep: (path: string) => boolean,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = new ByteReader(chunks);
  try {
    for (;;) {
      const head = await takeTarHead(reader);
      if (head === null) break;
      const path = pathBelow(folder, head.entry.path);
      if (head.hardLink !== null) pathBelow(folder, head.hardLink);
      const body = new TarBody(reader, head.bodyBytes);
      if (keep(path)) {
        yield head.raw;
        yield* body.read();
        yield Buffer.alloc(tarPadding(head.bodyBytes));
      }
      await body.drain();
    }
    // What stands behind the end is for nobody; whoever gives it must have come to an end without a failure.
    while ((await reader.part(Number.MAX_SAFE_INTEGER)) !== null);
    yield TAR_END;
  } finally {
    await reader.close();
  }
}

function pathBelow(folder: string, path: string): string {
  const [top, ...names] = path.split("/").filter((name) => name !== "." && name !== "");
  if (path.startsWith("/") || top !== folder || names.includes("..")) {
    throw new TarDamaged("The archive names a path outside of its folder");
  }
  return names.join("/");
}
