import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { PanelError } from "@/lib/errors";
import type { FolderEntry } from "@/lib/folder-entry";
import { filePathProblem, foldersAbove } from "@/lib/functions/file-path";
import { MOST_FILE_BYTES, MOST_FILES, MOST_FOLDER_BYTES } from "@/lib/functions/limits";
import { readTar } from "@/lib/read-tar";
import { TarDamaged } from "@/lib/tar-head";

export type UploadedFile = { path: string; content: Uint8Array };

/** With headers and padding, at most a KiB a file, and folders as many again. */
const MOST_UNPACKED_BYTES = MOST_FOLDER_BYTES + 4 * 1024 * MOST_FILES;

/**
 * The files of an uploaded archive (tar, or tar packed by gzip), each with a path that stays in the folder. It is read
 * to its end before anything of it is given.
 * @throws PanelError `archive-refused`, with what is wrong and with which entry
 */
export async function readUpload(archive: Uint8Array): Promise<UploadedFile[]> {
  const tar = await unpacked(archive);
  const files: UploadedFile[] = [];
  let size = 0;
  try {
    for await (const entry of readTar(oneChunk(tar))) {
      const path = entry.path.replace(/^(\.\/)+/, "");
      if (entry.type === "folder" && (path === "." || path === "")) continue;
      check(entry, path);
      if (entry.type === "folder" || isDesktopFile(path)) continue;
      size += entry.sizeBytes;
      if (files.length === MOST_FILES) throw refused(`It has more than ${MOST_FILES} files`);
      if (size > MOST_FOLDER_BYTES)
        throw refused(`Its files have more than ${mib(MOST_FOLDER_BYTES)} together`);
      files.push({ path, content: await contentOf(entry) });
    }
  } catch (error) {
    if (error instanceof TarDamaged) throw refused(error.message, error);
    throw error;
  }
  if (files.length === 0) throw refused("It has no files");
  return checkedTogether(withoutOuterFolder(files));
}

function check({ type, sizeBytes }: FolderEntry, path: string): void {
  const problem = filePathProblem(path);
  if (problem !== undefined) throw refused(`Its entry ${quoted(path)} ${lowerFirst(problem)}`);
  if (type === "link") throw refused(`Its entry ${quoted(path)} is a link`);
  if (type === "other") throw refused(`Its entry ${quoted(path)} is neither a file nor a folder`);
  if (sizeBytes > MOST_FILE_BYTES)
    throw refused(`Its file ${quoted(path)} has more than ${mib(MOST_FILE_BYTES)}`);
}

/** No path twice, and none that is a file and a folder. */
function checkedTogether(files: UploadedFile[]): UploadedFile[] {
  const paths = new Set<string>();
  for (const { path } of files) {
    if (paths.has(path)) throw refused(`It has ${quoted(path)} twice`);
    paths.add(path);
  }
  for (const path of paths) {
    const above = foldersAbove(path).find((folder) => paths.has(folder));
    if (above !== undefined) throw refused(`It has ${quoted(above)} as a file and as a folder`);
  }
  return files;
}

/** Packed from outside, an archive has all in one folder, which is the function's own. */
function withoutOuterFolder(files: UploadedFile[]): UploadedFile[] {
  const outer = `${files[0]?.path.split("/", 1)[0] ?? ""}/`;
  if (!files.every(({ path }) => path.startsWith(outer))) return files;
  return files.map(({ path, content }) => ({ path: path.slice(outer.length), content }));
}

/** What desktops leave beside files: `._index.ts` holds attributes of index.ts. */
function isDesktopFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.startsWith("._") || name === ".DS_Store";
}

async function unpacked(archive: Uint8Array): Promise<Uint8Array> {
  if (archive[0] === 0x50 && archive[1] === 0x4b) throw refused("It is a zip file");
  // RFC 1952, 2.3.1.
  if (archive[0] !== 0x1f || archive[1] !== 0x8b) return archive;
  try {
    return await promisify(gunzip)(archive, { maxOutputLength: MOST_UNPACKED_BYTES });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw refused(
      isTooLarge ? `Unpacked it is larger than ${mib(MOST_UNPACKED_BYTES)}` : "Its packing is damaged",
      error,
    );
  }
}

async function contentOf({ content }: FolderEntry): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

function refused(reason: string, cause?: unknown): PanelError {
  return new PanelError(
    "archive-refused",
    `The archive is not taken. ${reason}`,
    {
      fix: "Pack the function's folder with files and folders alone: tar -czf hello.tar.gz hello",
      issues: [{ field: "archive", message: reason }],
    },
    cause,
  );
}

function quoted(path: string): string {
  return `“${path.slice(0, 200)}”`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function mib(bytes: number): string {
  return `${Math.floor(bytes / 1024 ** 2)} MiB`;
}
