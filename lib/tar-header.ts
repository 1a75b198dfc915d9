/** Headers in the ustar format of POSIX.1-1988; offsets and widths of the fields are the format's. */
export const TAR_BLOCK_BYTES = 512;

/** What the field for the size can say: eleven octal digits. */
const MOST_BYTES = 8 ** 11 - 1;
const NAME_BYTES = 100;

/** A path that ends with a slash is a folder's. */
export type TarEntry = { path: string; mode: number; sizeBytes: number; changedAt: Date };

/** What stands before a file's content, or for a folder: one block, and before it two or more that say a long path. */
export function tarHeader(entry: TarEntry): Buffer {
  if (entry.sizeBytes > MOST_BYTES) throw new Error("a file in a tar archive of ours has less than 8 GiB");
  const isShort = Buffer.byteLength(entry.path) <= NAME_BYTES;
  const block = headerBlock(entry, entry.path.endsWith("/") ? "5" : "0");
  return isShort ? block : Buffer.concat([paxPath(entry), block]);
}

function headerBlock({ path, mode, sizeBytes, changedAt }: TarEntry, flag: string): Buffer {
  const block = Buffer.alloc(TAR_BLOCK_BYTES);
  const octal = (value: number, offset: number, width: number) =>
    block.write(`${value.toString(8).padStart(width - 1, "0")}\0`, offset, "ascii");
  Buffer.from(path).copy(block, 0, 0, NAME_BYTES);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(sizeBytes, 124, 12);
  octal(Math.floor(changedAt.getTime() / 1000), 136, 12);
  block.write(flag, 156, "ascii");
  block.write("ustar\0", 257, "ascii");
  block.write("00", 263, "ascii");
  // Six digits, NUL, space.
  block.write(`${tarChecksum(block).toString(8).padStart(6, "0")}\0 `, 148, "ascii");
  return block;
}

/** The path as an extended header of POSIX.1-2001: `length path=…`, the length with its own digits and the line's end. */
function paxPath(entry: TarEntry): Buffer {
  const rest = Buffer.byteLength(` path=${entry.path}\n`);
  let length = rest + 1;
  while (length !== rest + String(length).length) length = rest + String(length).length;
  const record = Buffer.from(`${length} path=${entry.path}\n`);
  const header = headerBlock({ ...entry, path: "long-path", sizeBytes: record.length }, "x");
  return Buffer.concat([header, record, Buffer.alloc(tarPadding(record.length))]);
}

/** Path and size of a header that `tarHeader` could have written of a file with a short path; null for any other block. */
export function readTarHeader(block: Buffer): Pick<TarEntry, "path" | "sizeBytes"> | null {
  const path = block.toString("utf8", 0, 100).replace(/\0+$/, "");
  const size = block.toString("ascii", 124, 135);
  if (path === "" || path.includes("\0") || !/^[0-7]{11}$/.test(size) || block[156] !== 0x30) return null;
  if (block.toString("ascii", 148, 156) !== `${tarChecksum(block).toString(8).padStart(6, "0")}\0 `)
    return null;
  return { path, sizeBytes: Number.parseInt(size, 8) };
}

/** How many zeros follow a content, so that the next header begins with a block. */
export function tarPadding(sizeBytes: number): number {
  return (TAR_BLOCK_BYTES - (sizeBytes % TAR_BLOCK_BYTES)) % TAR_BLOCK_BYTES;
}

/** The sum of the bytes, its own field counted as spaces. */
export function tarChecksum(block: Uint8Array): number {
  return block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}
