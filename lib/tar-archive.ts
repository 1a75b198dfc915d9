import { TAR_BLOCK_BYTES, tarHeader, tarPadding } from "@/lib/tar-header";

export type ArchiveFile = { path: string; content: string; mode: number };

/** Regular files as a tar archive: two short files need none of what a library brings, as long names, links, streams. */
export function tarArchive(files: readonly ArchiveFile[], changedAt: Date): Uint8Array {
  const blocks = files.flatMap(({ path, mode, ...file }) => {
    const content = Buffer.from(file.content, "utf8");
    const header = tarHeader({ path, mode, sizeBytes: content.length, changedAt });
    return [header, content, Buffer.alloc(tarPadding(content.length))];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * TAR_BLOCK_BYTES)]);
}
