const BLOCK_BYTES = 512;

export type ArchiveFile = { path: string; content: string; mode: number };

/**
 * Regular files as a tar archive in the ustar format of POSIX.1-1988. Written here since two short files need none of
 * what a library brings: long names, links, streams.
 */
export function tarArchive(files: readonly ArchiveFile[], changedAt: Date): Uint8Array {
  const blocks = files.flatMap((file) => {
    const content = Buffer.from(file.content, "utf8");
    const padding = Buffer.alloc((BLOCK_BYTES - (content.length % BLOCK_BYTES)) % BLOCK_BYTES);
    return [header(file, content.length, changedAt), content, padding];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)]);
}

/** Offsets and widths of the fields are those of the format. */
function header({ path, mode }: ArchiveFile, sizeBytes: number, changedAt: Date): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error("a path in this archive has at most 100 bytes");
  const block = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, offset: number, width: number) =>
    block.write(`${value.toString(8).padStart(width - 1, "0")}\0`, offset, "ascii");
  block.write(path, 0, "utf8");
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(sizeBytes, 124, 12);
  octal(Math.floor(changedAt.getTime() / 1000), 136, 12);
  block.write("        ", 148, "ascii");
  block.write("0", 156, "ascii");
  block.write("ustar\0", 257, "ascii");
  block.write("00", 263, "ascii");
  // The sum is taken with its own field as spaces, and written as six digits, NUL, space.
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "ascii");
  return block;
}
