import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DRAFT } from "@/lib/adapters/backup/backup-files";
import { syncPath, writingFailed } from "@/lib/adapters/backup/file-safety";
import type { SealedStreams } from "@/lib/adapters/crypto/sealed-stream";
import { PanelError } from "@/lib/errors";
import type { StackBackupFiles, StackBackupId } from "@/lib/ports/stack-backups";

const SUFFIX = ".tar.sealed";
/** Of a file or its draft. */
const OWN_NAME = /^(?<id>[\w-]{1,64})\.tar\.sealed(\.partial)?$/;

type Sum = { sizeBytes: number; sha256: string };

/** Backups of stacks as files of the data folder: a folder a stack, a file a backup. */
export class StackBackupFolder implements StackBackupFiles {
  readonly folder: string;
  readonly #streams: SealedStreams;

  /** @param folder is made where it is missing */
  constructor(folder: string, streams: SealedStreams) {
    this.folder = folder;
    this.#streams = streams;
  }

  async write(backup: StackBackupId, content: AsyncIterable<Uint8Array>): Promise<Sum> {
    const path = this.#path(backup);
    const draft = `${path}${DRAFT}`;
    const folder = join(this.folder, backup.stackId);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rm(draft, { force: true });
      const sum = await writeNew(draft, this.#streams.seal(placeOf(backup), content));
      await rename(draft, path);
      await syncPath(folder);
      await syncPath(this.folder);
      return sum;
    } catch (error) {
      await rm(draft, { force: true });
      throw writingFailed(error, this.folder, "No backup was made.");
    }
  }

  async *read(backup: StackBackupId, expected?: Sum): AsyncGenerator<Uint8Array, void, undefined> {
    const path = this.#path(backup);
    const hash = createHash("sha256");
    const found = { sizeBytes: 0 };
    const counted = async function* () {
      for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
        hash.update(part);
        found.sizeBytes += part.length;
        yield part;
      }
    };
    try {
      yield* this.#streams.open(placeOf(backup), counted());
    } catch (error) {
      throw readingFailed(error);
    }
    if (expected === undefined) return;
    if (found.sizeBytes !== expected.sizeBytes || hash.digest("hex") !== expected.sha256) {
      throw new PanelError("backup-damaged", "The file's checksum is not the one that its record has", {
        fix: "Use another backup, and look at the disk that this one lies on",
      });
    }
  }

  async remove(backup: StackBackupId): Promise<void> {
    try {
      await rm(this.#path(backup), { force: true });
    } catch (error) {
      throw writingFailed(error, this.folder, "The backup's file was not deleted.");
    }
  }

  async keepOnly(isWanted: (backup: StackBackupId) => Promise<boolean>): Promise<number> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    let removed = 0;
    for (const stack of await readdir(this.folder, { withFileTypes: true })) {
      if (!stack.isDirectory()) continue;
      for (const name of await readdir(join(this.folder, stack.name))) {
        const id = OWN_NAME.exec(name)?.groups?.id;
        // What somebody else put there is not ours to delete.
        if (id === undefined || (await isWanted({ stackId: stack.name, id }))) continue;
        await rm(join(this.folder, stack.name, name), { force: true });
        removed += 1;
      }
    }
    return removed;
  }

  #path({ stackId, id }: StackBackupId): string {
    for (const part of [stackId, id]) {
      if (!/^[\w-]{1,64}$/.test(part)) throw new Error(`“${part}” is no id of ours`);
    }
    return join(this.folder, stackId, `${id}${SUFFIX}`);
  }
}

/** What is sealed as one backup opens as no other one. */
function placeOf({ stackId, id }: StackBackupId): string {
  return JSON.stringify(["stack backup", stackId, id]);
}

async function writeNew(path: string, chunks: AsyncIterable<Uint8Array>): Promise<Sum> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}

function readingFailed(error: unknown): unknown {
  if (error instanceof PanelError) return error;
  const isGone = error instanceof Error && "code" in error && error.code === "ENOENT";
  if (isGone) {
    return new PanelError("not-found", "The backup's file is not there any more", {
      fix: "Delete it from the list",
    });
  }
  return new PanelError(
    "backup-failed",
    `The backup's file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    { fix: "Look at the disk that holds the data folder" },
    error,
  );
}
