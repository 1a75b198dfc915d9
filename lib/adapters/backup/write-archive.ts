import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { TAR_BLOCK_BYTES, tarHeader, tarPadding } from "@/lib/tar-header";

/** A text, or a file whose size and checksum are known. */
export type ArchiveMember = { name: string; bytes: number } & ({ text: string } | { path: string });

/**
 * Writes the members as a tar archive to a new file, and has it on disk.
 * @returns size and checksum of the whole
 */
export async function writeArchive(
  path: string,
  members: readonly ArchiveMember[],
  changedAt: Date,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(path, "wx", 0o600);
  const write = async (chunk: Uint8Array) => {
    hash.update(chunk);
    sizeBytes += chunk.byteLength;
    await file.writeFile(chunk);
  };
  try {
    for (const member of members) {
      const { name, bytes } = member;
      await write(tarHeader({ path: name, mode: 0o600, sizeBytes: bytes, changedAt }));
      if ("text" in member) await write(Buffer.from(member.text, "utf8"));
      else for await (const chunk of createReadStream(member.path)) await write(chunk as Buffer);
      await write(Buffer.alloc(tarPadding(bytes)));
    }
    await write(Buffer.alloc(2 * TAR_BLOCK_BYTES));
    await file.sync();
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}

/** Size and SHA-256 of a file. */
export async function fileSum(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).byteLength;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** The same of a text in UTF-8. */
export function textSum(text: string): { bytes: number; sha256: string } {
  return { bytes: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex") };
}
