/** Headers of regular files in the ustar format of POSIX.1-1988; offsets and widths of the fields are the format's. */
export const TAR_BLOCK_BYTES = 512;

/** What the field for the size can say: eleven octal digits. */
const MOST_BYTES = 8 ** 11 - 1;

export type TarEntry = { path: string; mode: number; sizeBytes: number; changedAt: Date };

/** The block that stands before a file's content. */
export function tarHeader({ path, mode, sizeBytes, changedAt }: TarEntry): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error("a path in a tar archive of ours has at most 100 bytes");
  if (sizeBytes > MOST_BYTES) throw new Error("a file in a tar archive of ours has less than 8 GiB");
  const block = Buffer.alloc(TAR_BLOCK_BYTES);
  const octal = (value: number, offset: number, width: number) =>
    block.write(`${value.toString(8).padStart(width - 1, "0")}\0`, offset, "ascii");
  block.write(path, 0, "utf8");
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(sizeBytes, 124, 12);
  octal(Math.floor(changedAt.getTime() / 1000), 136, 12);
  block.write("0", 156, "ascii");
  block.write("ustar\0", 257, "ascii");
  block.write("00", 263, "ascii");
  // Six digits, NUL, space.
  block.write(`${sumOf(block).toString(8).padStart(6, "0")}\0 `, 148, "ascii");
  return block;
}

/** Path and size of a header that `tarHeader` could have written; null for any other block. */
export function readTarHeader(block: Buffer): Pick<TarEntry, "path" | "sizeBytes"> | null {
  const path = block.toString("utf8", 0, 100).replace(/\0+$/, "");
  const size = block.toString("ascii", 124, 135);
  if (path === "" || path.includes("\0") || !/^[0-7]{11}$/.test(size) || block[156] !== 0x30) return null;
  if (block.toString("ascii", 148, 156) !== `${sumOf(block).toString(8).padStart(6, "0")}\0 `) return null;
  return { path, sizeBytes: Number.parseInt(size, 8) };
}

/** How many zeros follow a content, so that the next header begins with a block. */
export function tarPadding(sizeBytes: number): number {
  return (TAR_BLOCK_BYTES - (sizeBytes % TAR_BLOCK_BYTES)) % TAR_BLOCK_BYTES;
}

/** The sum of the bytes, its own field counted as spaces. */
function sumOf(block: Buffer): number {
  return block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}
