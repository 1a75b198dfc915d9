import { createHash, type Hash } from "node:crypto";
import { PanelError } from "@/lib/errors";
import type { FolderEntry } from "@/lib/folder-entry";
import { contentHash, textOf } from "@/lib/functions/file-text";
import type { FunctionFile, FunctionFolder, FunctionVolume } from "@/lib/functions/function-folder";
import { functionNameProblem } from "@/lib/functions/function-name";
import { MOST_READ_BYTES, MOST_READ_ENTRIES, MOST_TEXT_BYTES } from "@/lib/functions/limits";

/** Folders by their first name, from the entries of the whole volume. @throws PanelError `functions-unavailable` */
export async function readVolume(entries: AsyncIterable<FolderEntry>): Promise<FunctionVolume> {
  const found = new Map<string, Found>();
  const others = new Set<string>();
  for await (const entry of counted(entries)) {
    const [name = "", ...rest] = entry.path.split("/");
    const isFunctions =
      functionNameProblem(name) === undefined && (rest.length > 0 || entry.type === "folder");
    if (!isFunctions) {
      others.add(name);
      continue;
    }
    const folder = found.get(name) ?? emptyFolder();
    found.set(name, folder);
    await add(folder, entry, rest.join("/"));
  }
  return {
    folders: [...found].map(([name, folder]) => closed(name, folder)).sort(byText(({ name }) => name)),
    others: [...others].sort(),
  };
}

/** One function, from the entries of its own folder. @throws PanelError `functions-unavailable` */
export async function readFolder(name: string, entries: AsyncIterable<FolderEntry>): Promise<FunctionFolder> {
  const folder = emptyFolder();
  for await (const entry of counted(entries)) await add(folder, entry, entry.path);
  return closed(name, folder);
}

type Found = { files: FunctionFile[]; left: string[]; changedAt: Date | null };

function emptyFolder(): Found {
  return { files: [], left: [], changedAt: null };
}

async function add(folder: Found, entry: FolderEntry, path: string): Promise<void> {
  if (folder.changedAt === null || entry.changedAt > folder.changedAt) folder.changedAt = entry.changedAt;
  if (entry.type === "link" || entry.type === "other") folder.left.push(path);
  if (entry.type === "file") folder.files.push(await readFile(entry, path));
}

async function readFile({ sizeBytes, content }: FolderEntry, path: string): Promise<FunctionFile> {
  const hash: Hash = createHash("sha256");
  const kept: Uint8Array[] = [];
  let hasZero = false;
  for await (const part of content) {
    hash.update(part);
    hasZero ||= part.includes(0);
    // The chunk may be the reader's own.
    if (sizeBytes <= MOST_TEXT_BYTES) kept.push(Uint8Array.from(part));
  }
  const type = sizeBytes <= MOST_TEXT_BYTES ? textType(kept) : hasZero ? "binary" : "large";
  return { path, sizeBytes, hash: hash.digest("hex"), type };
}

function textType(parts: readonly Uint8Array[]): FunctionFile["type"] {
  return textOf(Buffer.concat(parts)) === null ? "binary" : "text";
}

function closed(name: string, { files, left, changedAt }: Found): FunctionFolder {
  const sorted = files.sort(byText(({ path }) => path));
  return {
    name,
    files: sorted,
    left: left.sort(),
    sizeBytes: sorted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    changedAt,
    version: contentHash(JSON.stringify([sorted.map(({ path, hash }) => [path, hash]), left])),
  };
}

/** Somebody may have put anything into the volume: there is an end to what is read of it. */
async function* counted(entries: AsyncIterable<FolderEntry>): AsyncGenerator<FolderEntry, void, undefined> {
  let count = 0;
  let bytes = 0;
  for await (const entry of entries) {
    count += 1;
    bytes += entry.sizeBytes;
    if (count > MOST_READ_ENTRIES || bytes > MOST_READ_BYTES) {
      throw new PanelError(
        "functions-unavailable",
        `The volume of the functions holds more than ${MOST_READ_ENTRIES} entries or ${MOST_READ_BYTES / 1024 ** 2} MiB`,
        { fix: "Keep code alone in it: data belongs into the storage or the database of the stack" },
      );
    }
    yield entry;
  }
}

/** By code points, the same on every machine. */
function byText<T>(textOfOne: (one: T) => string): (a: T, b: T) => number {
  return (a, b) => (textOfOne(a) < textOfOne(b) ? -1 : textOfOne(a) > textOfOne(b) ? 1 : 0);
}
