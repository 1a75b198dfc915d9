const BLOCK_BYTES = 512;

/** The plain files of a tar archive, by their last names. */
export async function untarFiles(
  archive: AsyncIterable<Buffer>,
): Promise<{ name: string; content: Buffer }[]> {
  const parts: Buffer[] = [];
  for await (const part of archive) parts.push(part);
  const whole = Buffer.concat(parts);
  const files: { name: string; content: Buffer }[] = [];
  for (let at = 0; at + BLOCK_BYTES <= whole.length; ) {
    const header = whole.subarray(at, at + BLOCK_BYTES);
    const path = text(header.subarray(0, 100));
    if (path === "") break;
    const sizeBytes = Number.parseInt(text(header.subarray(124, 136)), 8);
    const start = at + BLOCK_BYTES;
    const isFile = header[156] === "0".charCodeAt(0) || header[156] === 0;
    if (isFile) {
      files.push({ name: path.split("/").at(-1) ?? path, content: whole.subarray(start, start + sizeBytes) });
    }
    at = start + Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
  }
  return files;
}

function text(field: Buffer): string {
  return field.toString("utf8").split("\0", 1)[0]?.trim() ?? "";
}
