import type { ByteReader } from "@/lib/byte-reader";
import type { FolderEntry } from "@/lib/folder-entry";
import { TAR_BLOCK_BYTES, tarChecksum, tarPadding } from "@/lib/tar-header";

/** The archive is none, or ends in its middle. */
export class TarDamaged extends Error {}

/** What stands before an entry's content. */
export type TarHead = {
  entry: Omit<FolderEntry, "content">;
  /** Path of the file in the archive that a hard link is another name of. */
  hardLink: string | null;
  /** Whole blocks, with those that say a long path and the like before the entry's own. */
  raw: Buffer;
  /** Without the zeros behind it. */
  bodyBytes: number;
};

/** A long path and the like stand in a file of their own before the one that they are of: that has no business to be large. */
const MOST_META_BYTES = 65_536;

/** Type flags: POSIX.1-1988 and, from x on, POSIX.1-2001 (pax) and GNU tar. */
const TYPES: Readonly<Record<string, FolderEntry["type"]>> = {
  "0": "file",
  "\0": "file",
  "7": "file",
  "5": "folder",
  "1": "link",
  "2": "link",
};

/** What a pax or GNU header says of the next entry, over what stands in its own header. */
type Overrides = { path?: string; linkPath?: string; sizeBytes?: number; isSparse?: boolean };

/**
 * Reads up to an entry's content (ustar, pax, GNU); null at the archive's end.
 * @throws TarDamaged
 */
export async function takeTarHead(reader: ByteReader): Promise<TarHead | null> {
  const raw: Buffer[] = [];
  let overrides: Overrides = {};
  for (;;) {
    const block = await reader.take(TAR_BLOCK_BYTES);
    if (block === null) throw new TarDamaged("The archive ends in its middle");
    if (block.every((byte) => byte === 0)) return null;
    raw.push(block);
    const header = readHeader(block);
    if (!"xgLK".includes(header.flag)) return headOf(header, overrides, Buffer.concat(raw));
    const meta = await takeMeta(reader, header.sizeBytes);
    raw.push(meta, Buffer.alloc(tarPadding(meta.length)));
    if (header.flag === "x") overrides = { ...overrides, ...paxOverrides(meta) };
    if (header.flag === "L") overrides = { ...overrides, path: untilZero(meta) };
    if (header.flag === "K") overrides = { ...overrides, linkPath: untilZero(meta) };
  }
}

type Header = { path: string; linkPath: string; flag: string; sizeBytes: number; changedAt: Date };

function readHeader(block: Buffer): Header {
  if (octal(block, 148, 8) !== tarChecksum(block)) throw new TarDamaged("It is no tar archive, or damaged");
  const name = untilZero(block.subarray(0, 100));
  // GNU tar of old keeps times where ustar has the prefix, and says so by a blank in its mark.
  const isUstar = block.toString("latin1", 257, 263) === "ustar\0";
  const prefix = isUstar ? untilZero(block.subarray(345, 500)) : "";
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    linkPath: untilZero(block.subarray(157, 257)),
    flag: String.fromCharCode(block[156] ?? 0),
    sizeBytes: octal(block, 124, 12),
    changedAt: new Date(octal(block, 136, 12) * 1000),
  };
}

function headOf(header: Header, overrides: Overrides, raw: Buffer): TarHead {
  const path = overrides.path ?? header.path;
  const type = TYPES[header.flag] ?? "other";
  // Before there was a flag for folders, a slash at the end of the path said it.
  const isFolder = type === "folder" || (type === "file" && path.endsWith("/"));
  const entry = {
    path: path.replace(/\/+$/, ""),
    type: overrides.isSparse ? ("other" as const) : isFolder ? ("folder" as const) : type,
    sizeBytes: overrides.sizeBytes ?? header.sizeBytes,
    changedAt: header.changedAt,
  };
  return {
    entry,
    hardLink: header.flag === "1" ? (overrides.linkPath ?? header.linkPath) : null,
    raw,
    bodyBytes: entry.type === "file" || entry.type === "other" ? entry.sizeBytes : 0,
  };
}

/** A number in octal digits, among blanks and zeros; what is larger than that can say is refused. */
function octal(block: Buffer, offset: number, width: number): number {
  const digits = block
    .toString("latin1", offset, offset + width)
    .replace(/[\0 ]+$/, "")
    .trimStart();
  if (digits === "") return 0;
  if (!/^[0-7]+$/.test(digits)) throw new TarDamaged("A header of the archive has a field that is no number");
  return Number.parseInt(digits, 8);
}

async function takeMeta(reader: ByteReader, sizeBytes: number): Promise<Buffer> {
  if (sizeBytes > MOST_META_BYTES) throw new TarDamaged("A header of the archive is too long");
  const meta = await reader.take(sizeBytes);
  const padding = await reader.take(tarPadding(sizeBytes));
  if (meta === null || padding === null) throw new TarDamaged("The archive ends in its middle");
  return meta;
}

/** Records as `length key=value` and a line feed, the length in bytes and its own digits counted. */
function paxOverrides(meta: Buffer): Overrides {
  const overrides: Overrides = {};
  let at = 0;
  while (at < meta.length) {
    const digits = /^\d{1,6} /.exec(meta.toString("latin1", at, at + 7))?.[0] ?? "";
    const end = at + Number(digits);
    if (digits === "" || end <= at || end > meta.length || meta[end - 1] !== 0x0a) {
      throw new TarDamaged("A header of the archive cannot be read");
    }
    const record = meta.toString("utf8", at + digits.length, end - 1);
    const [key = ""] = record.split("=", 1);
    const value = record.slice(key.length + 1);
    if (key === "path") overrides.path = value;
    if (key === "linkpath") overrides.linkPath = value;
    if (key === "size") overrides.sizeBytes = wholeNumber(value);
    if (key.startsWith("GNU.sparse.")) overrides.isSparse = true;
    at = end;
  }
  return overrides;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new TarDamaged("A header of the archive has a size that is no number");
  return Number(text);
}

function untilZero(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString("utf8", 0, end === -1 ? bytes.length : end);
}
