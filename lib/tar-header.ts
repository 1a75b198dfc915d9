/** Headers in the ustar format of POSIX.1-1988; offsets and widths of the fields are the format's. */
export const TAR_BLOCK_BYTES = 512;

/** What the field for the size can say: eleven octal digits. A larger one stands in an extended header. */
const MOST_BYTES = 8 ** 11 - 1;
const NAME_BYTES = 100;

/** A path that ends with a slash is a folder's. */
export type TarEntry = { path: string; mode: number; sizeBytes: number; changedAt: Date };

/** What stands before a file's content, or for a folder: one block, and before it two or more that say a long path or size. */
export function tarHeader(entry: TarEntry): Buffer {
  const block = headerBlock(entry, entry.path.endsWith("/") ? "5" : "0");
  const records = [
    ...(Buffer.byteLength(entry.path) > NAME_BYTES ? [paxRecord("path", entry.path)] : []),
    ...(entry.sizeBytes > MOST_BYTES ? [paxRecord("size", String(entry.sizeBytes))] : []),
  ];
  return records.length === 0 ? block : Buffer.concat([paxHeader(entry, Buffer.concat(records)), block]);
}

function headerBlock({ path, mode, sizeBytes, changedAt }: TarEntry, flag: string): Buffer {
  const block = Buffer.alloc(TAR_BLOCK_BYTES);
  const octal = (value: number, offset: number, width: number) =>
    block.write(`${value.toString(8).padStart(width - 1, "0")}\0`, offset, "ascii");
  Buffer.from(path).copy(block, 0, 0, NAME_BYTES);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(sizeBytes > MOST_BYTES ? 0 : sizeBytes, 124, 12);
  octal(Math.floor(changedAt.getTime() / 1000), 136, 12);
  block.write(flag, 156, "ascii");
  block.write("ustar\0", 257, "ascii");
  block.write("00", 263, "ascii");
  // Six digits, NUL, space.
  block.write(`${tarChecksum(block).toString(8).padStart(6, "0")}\0 `, 148, "ascii");
  return block;
}

/** What the block cannot hold, as an extended header of POSIX.1-2001. */
function paxHeader(entry: TarEntry, records: Buffer): Buffer {
  const header = headerBlock({ ...entry, path: "extended", sizeBytes: records.length }, "x");
  return Buffer.concat([header, records, Buffer.alloc(tarPadding(records.length))]);
}

/** `length key=value`, the length with its own digits and the line's end. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (length !== rest + String(length).length) length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`);
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
