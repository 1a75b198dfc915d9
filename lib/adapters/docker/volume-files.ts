import type { IncomingMessage } from "node:http";
import { type Connection, connectTo } from "@/lib/adapters/docker/connection";
import { execInContainer } from "@/lib/adapters/docker/exec";
import { watchSilence } from "@/lib/adapters/docker/silence";
import { systemCalls } from "@/lib/adapters/docker/system-calls";
import { statusOf, translateError } from "@/lib/adapters/docker/translate-error";
import { PanelError } from "@/lib/errors";
import type { FolderEntry } from "@/lib/folder-entry";
import type { VolumeFiles, WrittenFile } from "@/lib/ports/volume-files";
import { readTar } from "@/lib/read-tar";
import { type ArchiveFile, tarArchive } from "@/lib/tar-archive";

/** The engine looks through the folder before it answers. */
const OPEN_TIMEOUT_MS = 15_000;
const WRITE_TIMEOUT_MS = 60_000;
const REMOVE_TIMEOUT_MS = 30_000;
/** An engine that hangs while it reads a folder would otherwise be waited for without end. */
const SILENCE_MS = 10_000;

/** Files of volumes by the engine's archive calls, which work on a stopped container too; removing takes a program in it. */
export function createVolumeFiles({ socketPath }: { socketPath: string }): VolumeFiles {
  const connection = connectTo(socketPath);
  const { ping } = systemCalls(connection);
  return {
    entries: (container, folder, signal) => openFolder(connection, ping, container, folder, signal),
    async write(container, folder, files) {
      const archive = Buffer.from(tarArchive(withFolders(files), new Date()));
      const doing = "writing files into a volume";
      await connection.call({ doing, timeoutMs: WRITE_TIMEOUT_MS }, (abortSignal) =>
        connection.docker
          .getContainer(container)
          .putArchive(archive, { path: folder, noOverwriteDirNonDir: "1", abortSignal }),
      );
    },
    async remove(container, folder, paths) {
      const command = ["rm", "-r", "-f", "--", ...paths.map((path) => `${folder}/${path}`)];
      const ended = await execInContainer(connection, container, command, {}, REMOVE_TIMEOUT_MS);
      if (ended.exitCode === 0) return;
      throw new PanelError("engine-error", "The files could not be removed from the volume", {
        fix: "What the program in the container said tells why: look for a volume that is read-only or full.",
        evidence: ended.stderr.split("\n").slice(0, 5),
      });
    },
  };
}

async function openFolder(
  connection: Connection,
  ping: () => Promise<void>,
  container: string,
  folder: string,
  signal: AbortSignal,
): Promise<AsyncIterable<FolderEntry> | null> {
  const what = { doing: "reading a volume", socketPath: connection.socketPath };
  const abort = new AbortController();
  const path = `/containers/${encodeURIComponent(container)}/archive?${new URLSearchParams({ path: folder })}`;
  try {
    const answer = await connection.call({ ...what, timeoutMs: OPEN_TIMEOUT_MS, signal }, () =>
      connection.open(path, abort.signal).catch(nothingThere),
    );
    if (answer === undefined) return null;
    const silence = watchSilence(SILENCE_MS, ping);
    silence.broken.catch((error: Error) => answer.destroy(error));
    const leave = () => abort.abort();
    signal.addEventListener("abort", leave, { once: true });
    const entries = readTar(heard(answer, silence.heard));
    const end = () => {
      silence.end();
      signal.removeEventListener("abort", leave);
      abort.abort();
    };
    const named = (error: unknown) => (signal.aborted ? notRead(error) : translateError(error, what));
    return await belowTop(entries, named, end);
  } catch (error) {
    abort.abort();
    throw translateError(error, what);
  }
}

/** The archive begins with the folder itself; anything else there, as a link of that name, is no folder. */
async function belowTop(
  entries: AsyncGenerator<FolderEntry, void, undefined>,
  named: (error: unknown) => PanelError,
  end: () => void,
): Promise<AsyncIterable<FolderEntry> | null> {
  const top = await entries.next().catch((error: unknown) => {
    end();
    throw error;
  });
  if (top.done || top.value.type !== "folder") {
    await entries.return();
    end();
    return null;
  }
  return below();

  async function* below(): AsyncGenerator<FolderEntry, void, undefined> {
    try {
      for await (const entry of entries) {
        yield { ...entry, path: entry.path.split("/").slice(1).join("/"), content: read(entry.content) };
      }
    } catch (error) {
      throw named(error);
    } finally {
      end();
    }
  }

  /** Whoever reads a content gets its failure, and should get it by name as well. */
  async function* read(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* content;
    } catch (error) {
      throw named(error);
    }
  }
}

async function* heard(
  answer: IncomingMessage,
  onPart: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const part of answer as AsyncIterable<Buffer>) {
    onPart();
    yield part;
  }
}

/** Its reader has no more time, or has gone. */
function notRead(cause: unknown): PanelError {
  return new PanelError(
    "deadline-passed",
    "The volume was not read to its end in the time that there is",
    { fix: "Try again in a moment. If it stays so, the volume holds more than code, or the engine is busy." },
    cause,
  );
}

/** A path that is not there; that the container itself is not there stays a failure. */
function nothingThere(error: unknown): undefined {
  if (statusOf(error) === 404 && !/no such container/i.test(String(error))) return undefined;
  throw error;
}

/** Each folder on the way by itself, so that its mode is said and not the engine's guess. */
function withFolders(files: readonly WrittenFile[]): ArchiveFile[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const names = path.split("/").slice(0, -1);
    names.forEach((_, index) => {
      folders.add(`${names.slice(0, index + 1).join("/")}/`);
    });
  }
  return [
    ...[...folders].map((path) => ({ path, content: "", mode: 0o755 })),
    ...files.map(({ path, content }) => ({ path, content, mode: 0o644 })),
  ];
}
