import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import {
  backupDamaged,
  DATABASE,
  MANIFEST,
  type Manifest,
  README,
  readManifest,
  SEALED_KEY,
  SHORT_BYTES,
  SUMS,
} from "@/lib/adapters/backup/backup-format";
import { PanelError } from "@/lib/errors";
import { readTarHeader, TAR_BLOCK_BYTES, tarPadding } from "@/lib/tar-header";

const CHUNK_BYTES = 256 * 1024;
const NAMES: ReadonlySet<string> = new Set([MANIFEST, README, DATABASE, SEALED_KEY, SUMS]);

export type ReadBackup = { manifest: Manifest; sealedKey: string | null };

type Member = { bytes: number; sha256: string; text: string };

/**
 * Reads a backup to its end and holds every byte of every member to its checksum.
 * @param extractTo where the database goes, a file that must not exist; nowhere unless given
 * @throws PanelError `backup-damaged`, `backup-newer`, `not-found`
 */
export async function readBackup(path: string, extractTo?: string): Promise<ReadBackup> {
  const file = await openFile(path);
  try {
    const members = new Map<string, Member>();
    const { size } = await file.stat();
    let at = 0;
    for (;;) {
      const header = await readBlock(file, at);
      at += TAR_BLOCK_BYTES;
      if (header.every((byte) => byte === 0)) break;
      const entry = readTarHeader(header);
      if (entry === null) throw backupDamaged("a header in it is not right");
      const { path: name, sizeBytes } = entry;
      if (!NAMES.has(name) || members.has(name)) throw backupDamaged("it holds a file that no backup has");
      if (at + sizeBytes > size) throw backupDamaged("it ends too early");
      if (name !== DATABASE && sizeBytes > SHORT_BYTES) throw backupDamaged(`${name} is too long`);
      members.set(
        name,
        await readMember(file, at, sizeBytes, name === DATABASE ? extractTo : undefined, name),
      );
      // A newer format may have members that are not known here: the manifest comes first and says so.
      if (members.size === 1) readManifest(textOf(members, MANIFEST));
      at += sizeBytes + tarPadding(sizeBytes);
    }
    await readBlock(file, at);
    return checked(members);
  } finally {
    await file.close();
  }
}

function checked(members: ReadonlyMap<string, Member>): ReadBackup {
  const sums = readSums(textOf(members, SUMS));
  for (const [name, { sha256 }] of members) {
    if (name !== SUMS && sums.get(name) !== sha256)
      throw backupDamaged(`${name} does not match its checksum`);
  }
  const manifest = readManifest(textOf(members, MANIFEST));
  const sealedKey = members.get(SEALED_KEY)?.text ?? null;
  const listed = Object.entries(manifest.members);
  const named = listed.every(([name, { sha256, bytes }]) => {
    const member = members.get(name);
    return member?.sha256 === sha256 && member.bytes === bytes;
  });
  if (!named || manifest.members[DATABASE] === undefined || listed.length + 2 !== members.size) {
    throw backupDamaged(`its members are not those that ${MANIFEST} names`);
  }
  if ((manifest.masterKey === "sealed") !== (sealedKey !== null)) {
    throw backupDamaged(`${MANIFEST} says something else of the master key than is there`);
  }
  return { manifest, sealedKey };
}

function readSums(text: string): ReadonlyMap<string, string> {
  const lines = text.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const [, sum, name] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
      if (sum === undefined || name === undefined) throw backupDamaged(`${SUMS} is not a list of checksums`);
      return [name, sum];
    }),
  );
}

function textOf(members: ReadonlyMap<string, Member>, name: string): string {
  const member = members.get(name);
  if (member === undefined) throw backupDamaged(`${name} is missing`);
  return member.text;
}

async function readMember(
  file: FileHandle,
  start: number,
  sizeBytes: number,
  extractTo: string | undefined,
  name: string,
): Promise<Member> {
  const hash = createHash("sha256");
  const kept: Buffer[] = [];
  const target = extractTo === undefined ? null : await open(extractTo, "wx", 0o600);
  try {
    for (let done = 0; done < sizeBytes; ) {
      const { bytesRead, buffer } = await file.read({
        buffer: Buffer.alloc(Math.min(CHUNK_BYTES, sizeBytes - done)),
        position: start + done,
      });
      if (bytesRead === 0) throw backupDamaged("it ends too early");
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      if (name !== DATABASE) kept.push(chunk);
      await target?.writeFile(chunk);
      done += bytesRead;
    }
    await target?.sync();
  } finally {
    await target?.close();
  }
  return { bytes: sizeBytes, sha256: hash.digest("hex"), text: Buffer.concat(kept).toString("utf8") };
}

async function readBlock(file: FileHandle, position: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(TAR_BLOCK_BYTES), position });
  if (bytesRead < TAR_BLOCK_BYTES) throw backupDamaged("it ends too early");
  return buffer;
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    const why = error instanceof Error ? error.message : String(error);
    throw new PanelError(
      isAbsent ? "not-found" : "backup-failed",
      isAbsent ? `There is no file ${path}` : `${path} cannot be read: ${why}`,
      { fix: "Name a backup that this user may read" },
      error,
    );
  }
}
