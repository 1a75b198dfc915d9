import { TAR_BLOCK_BYTES, tarHeader, tarPadding } from "@/lib/tar-header";

/** A path that ends with a slash is a folder's, which has no content. */
export type ArchiveFile = { path: string; content: string | Uint8Array; mode: number };

/** What ends an archive. */
export const TAR_END: Uint8Array = Buffer.alloc(2 * TAR_BLOCK_BYTES);

/** Regular files and folders as a tar archive: it needs none of what a library brings, as links and devices. */
export function tarArchive(files: readonly ArchiveFile[], changedAt: Date): Uint8Array {
  const blocks = files.flatMap(({ path, mode, ...file }) => {
    const content = Buffer.from(file.content);
    const header = tarHeader({ path, mode, sizeBytes: content.length, changedAt });
    return [header, content, Buffer.alloc(tarPadding(content.length))];
  });
  return Buffer.concat([...blocks, TAR_END]);
}
