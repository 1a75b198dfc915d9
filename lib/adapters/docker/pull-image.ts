import type { Connection } from "@/lib/adapters/docker/connection";
import { jsonLines } from "@/lib/adapters/docker/json-lines";
import { foldPullLine, pullLine, pullOutput } from "@/lib/adapters/docker/pull-progress";
import { watchSilence } from "@/lib/adapters/docker/silence";
import { translateError } from "@/lib/adapters/docker/translate-error";
import { translateEngineText } from "@/lib/adapters/docker/translate-text";
import { PanelError } from "@/lib/errors";
import type { Engine, LayerProgress } from "@/lib/ports/engine";

const SILENCE_MS = 10_000;
/** The engine retries a broken download by itself, with growing pauses that it reports. */
const STALL_MS = 10 * 60_000;

export async function pullImage(
  connection: Connection,
  ping: () => Promise<void>,
  reference: string,
  { login, signal, onProgress, onOutput }: Parameters<Engine["pullImage"]>[1],
): Promise<void> {
  const call = { doing: `pulling ${reference}`, socketPath: connection.socketPath, image: reference };
  const cancelled = () => new PanelError("job-cancelled", `The pull of ${reference} was cancelled`);
  if (signal.aborted) throw cancelled();
  const abort = new AbortController();
  const follow = () => abort.abort();
  signal.addEventListener("abort", follow, { once: true });
  let heardAtMs = performance.now();
  const silence = watchSilence(SILENCE_MS, async () => {
    if (performance.now() - heardAtMs > STALL_MS) throw pullStalled(reference);
    await ping();
  });
  try {
    // The engine answers with its first line of progress, not before.
    const stream = await Promise.race([
      connection.docker.createImage(login === null ? undefined : authOf(login), {
        ...splitReference(reference),
        abortSignal: abort.signal,
      }),
      silence.broken,
    ]);
    const layers = new Map<string, LayerProgress>();
    for await (const value of jsonLines(stream, silence)) {
      heardAtMs = performance.now();
      const line = pullLine.parse(value);
      const failure = line.errorDetail?.message ?? line.error;
      if (failure !== undefined) throw pullFailed(failure, reference);
      const layer = foldPullLine(layers.get(line.id ?? ""), line);
      if (layer !== undefined) {
        layers.set(layer.layer, layer);
        onProgress(layer);
      }
      const output = pullOutput(line);
      if (output !== null) onOutput(output);
    }
  } catch (error) {
    if (signal.aborted) throw cancelled();
    throw translateError(error, call);
  } finally {
    silence.end();
    signal.removeEventListener("abort", follow);
    abort.abort();
  }
}

function authOf(login: { username: string; password: string; serverAddress: string }) {
  return { username: login.username, password: login.password, serveraddress: login.serverAddress };
}

/** Without a tag the engine would pull every one; a digest takes the tag's place. */
function splitReference(reference: string): { fromImage: string; tag: string } {
  const at = reference.indexOf("@");
  if (at !== -1) {
    return { fromImage: reference.slice(0, at).replace(/:[^/]*$/, ""), tag: reference.slice(at + 1) };
  }
  const colon = reference.lastIndexOf(":");
  if (colon <= reference.lastIndexOf("/")) return { fromImage: reference, tag: "latest" };
  return { fromImage: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}

function pullFailed(text: string, image: string): PanelError {
  return (
    translateEngineText(text, { image }) ??
    new PanelError("image-pull-failed", `${image} could not be pulled: ${text.slice(0, 500)}`, {
      fix: "The engine's own text says why; try again.",
      evidence: [text],
    })
  );
}

function pullStalled(image: string): PanelError {
  return new PanelError("image-pull-failed", `The pull of ${image} has made no progress for 10 minutes`, {
    fix: "Check the connection to the registry and try again; layers that are complete are kept.",
  });
}
