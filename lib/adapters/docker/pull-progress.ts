import { z } from "zod";
import type { LayerProgress } from "@/lib/ports/engine";

/** One line of the engine's answer to a pull. */
export const pullLine = z.object({
  id: z.string().optional(),
  status: z.string().optional(),
  error: z.string().optional(),
  errorDetail: z.object({ message: z.string().optional() }).optional(),
  progressDetail: z
    .object({ current: z.number().optional(), total: z.number().optional(), units: z.string().optional() })
    .optional(),
});
export type PullLine = z.output<typeof pullLine>;

const NEW_LAYER = { state: "queued", doneBytes: 0, totalBytes: 0, present: false } as const;

/**
 * The layer's progress after one more line of the engine; undefined for lines that tell of no layer.
 * Bytes are those of the download: while a layer is unpacked it counts as done. A small layer is never reported as
 * downloading, so its size is taken from the unpacking.
 */
export function foldPullLine(before: LayerProgress | undefined, line: PullLine): LayerProgress | undefined {
  const { id, status } = line;
  if (id === undefined || status === undefined) return undefined;
  const layer = before ?? { ...NEW_LAYER, layer: id };
  // A newer engine counts seconds while it unpacks, with `units: "s"`.
  const bytes = line.progressDetail?.units === undefined ? line.progressDetail : undefined;
  const totalBytes = Math.max(layer.totalBytes, bytes?.total ?? 0);
  const complete = { ...layer, totalBytes, doneBytes: totalBytes };
  if (status === "Pulling fs layer" || status === "Waiting") return { ...layer, state: "queued" };
  if (status.startsWith("Retrying in")) return { ...layer, state: "queued", doneBytes: 0 };
  if (status === "Downloading") {
    const doneBytes = Math.min(bytes?.current ?? 0, totalBytes === 0 ? Infinity : totalBytes);
    return { ...layer, state: "downloading", totalBytes, doneBytes };
  }
  if (status === "Verifying Checksum" || status === "Download complete") {
    return { ...complete, state: "verifying" };
  }
  if (status === "Extracting") return { ...complete, state: "unpacking" };
  if (status === "Pull complete") return { ...complete, state: "ready" };
  if (status === "Already exists") return { ...layer, state: "ready", present: true };
  return undefined;
}

/** The line for the raw output, as the docker command prints it without a terminal; null for progress of bytes. */
export function pullOutput(line: PullLine): string | null {
  if (line.status === undefined) return null;
  if (line.status === "Downloading" || line.status === "Extracting") return null;
  return line.id === undefined ? line.status : `${line.id}: ${line.status}`;
}
