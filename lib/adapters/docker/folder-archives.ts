import type { Connection } from "@/lib/adapters/docker/connection";
import { watchSilence } from "@/lib/adapters/docker/silence";
import { translateError } from "@/lib/adapters/docker/translate-error";
import { PanelError } from "@/lib/errors";
import type { Engine } from "@/lib/ports/engine";

/** The engine looks at the folder before it answers. */
const OPEN_TIMEOUT_MS = 60_000;
/** An engine that hangs in the middle would otherwise be waited for without end. */
const SILENCE_MS = 10_000;

type FolderArchives = Pick<Engine, "readFolder" | "writeFolder">;

/** Whole folders of containers, that run or not, by the engine's archive calls. */
export function folderArchives(connection: Connection, ping: () => Promise<void>): FolderArchives {
  return {
    readFolder: (id, folder, signal) => readFolder(connection, ping, id, folder, signal),
    writeFolder: (id, above, archive, signal) => writeFolder(connection, ping, id, above, archive, signal),
  };
}

async function* readFolder(
  connection: Connection,
  ping: () => Promise<void>,
  id: string,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const what = { doing: `reading ${folder}`, socketPath: connection.socketPath };
  const abort = new AbortController();
  const cut = AbortSignal.any([signal, abort.signal]);
  const silence = watchSilence(SILENCE_MS, ping);
  try {
    const answer = await connection.call({ ...what, timeoutMs: OPEN_TIMEOUT_MS, signal }, () =>
      connection.open(archivePath(id, folder), cut),
    );
    silence.broken.catch((error: Error) => answer.destroy(error));
    for await (const part of answer as AsyncIterable<Buffer>) {
      silence.heard();
      yield part;
      // However long whoever reads takes over a part, the engine is not what was silent.
      silence.heard();
    }
  } catch (error) {
    if (signal.aborted) throw cancelled(what.doing, error);
    throw translateError(error, what);
  } finally {
    silence.end();
    abort.abort();
  }
}

async function writeFolder(
  connection: Connection,
  ping: () => Promise<void>,
  id: string,
  above: string,
  archive: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const what = { doing: `filling a folder of ${above}`, socketPath: connection.socketPath };
  const silence = watchSilence(SILENCE_MS, ping);
  const abort = new AbortController();
  const cut = AbortSignal.any([signal, abort.signal]);
  try {
    const put = connection.put(archivePath(id, above), heard(archive, silence.heard), cut);
    await Promise.race([put, silence.broken]);
  } catch (error) {
    if (signal.aborted) throw cancelled(what.doing, error);
    throw translateError(error, what);
  } finally {
    silence.end();
    abort.abort();
  }
}

async function* heard(
  parts: AsyncIterable<Uint8Array>,
  onPart: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const part of parts) {
    onPart();
    yield part;
  }
}

function archivePath(id: string, folder: string): string {
  const query = new URLSearchParams({ path: folder });
  return `/containers/${encodeURIComponent(id)}/archive?${query}`;
}

function cancelled(doing: string, cause: unknown): PanelError {
  return new PanelError("job-cancelled", `Cancelled while ${doing}`, {}, cause);
}
