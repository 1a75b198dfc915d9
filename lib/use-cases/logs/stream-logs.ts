import type { LogBatch } from "@/lib/api/contract/log-views";
import { serviceOf } from "@/lib/jobs/owned-containers";
import type { ContainerSummary } from "@/lib/ports/engine";
import { followServices } from "@/lib/use-cases/logs/follow-services";
import { LastLines } from "@/lib/use-cases/logs/last-lines";
import { LineReader } from "@/lib/use-cases/logs/line-reader";
import { logSources } from "@/lib/use-cases/logs/log-sources";
import { mergeByTime } from "@/lib/use-cases/logs/merge-by-time";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

/**
 * Up to here the last lines of all services together are collected before the first is sent; a longer tail is that of
 * each service, and is sent as it is read.
 */
const COLLECTED_LINES = 10_000;

const LEFT_OUT = "Earlier lines are left out here, these are so long; the download has them all";

export type LogQuery = { services?: string | undefined; tail: number; follow: boolean };

/**
 * Log lines of a stack, services merged by time, then what comes. Each reader pulls: a slow one slows its own reading
 * of the engine, and nobody else's.
 */
export async function* streamLogs(
  parts: PanelParts,
  idOrName: string,
  { services, tail, follow }: LogQuery,
  signal: AbortSignal,
): AsyncGenerator<LogBatch> {
  const { stack, containers, wants, redact } = await logSources(parts, idOrName, services);
  const reader = new LineReader(parts.engine, redact);
  if (tail > 0) yield* storedLines(reader, containers, tail, signal);
  else skipStored(reader, containers, parts.clock());
  if (!follow) yield { type: "ended", reason: "done" };
  else if (!signal.aborted) {
    const renew = async () => {
      const now = await parts.stacks.find(stack.id);
      if (now !== null) reader.alsoRedact((await parts.profiles.of(now)).redact);
    };
    yield* followServices(parts, containers, { stackId: stack.id, wants, reader, renew }, signal);
  }
}

async function* storedLines(
  reader: LineReader,
  containers: readonly ContainerSummary[],
  tail: number,
  signal: AbortSignal,
): AsyncGenerator<LogBatch> {
  const merged = mergeByTime(
    containers.map((container) => reader.stored(container.id, serviceOf(container), tail, signal)),
  );
  if (tail > COLLECTED_LINES) {
    for await (const lines of merged) yield { type: "lines", lines: [...lines] };
    return;
  }
  const collected = new LastLines(tail);
  for await (const lines of merged) collected.add(lines);
  const lines = collected.lines();
  const [first] = lines;
  if (collected.isCut && first !== undefined)
    yield { type: "marker", at: first.at, service: first.service, text: LEFT_OUT };
  // An empty one as well: the reader then knows that there is none so far.
  yield { type: "lines", lines };
}

/** Without a tail the stream begins now. */
function skipStored(reader: LineReader, containers: readonly ContainerSummary[], now: Date): void {
  const at = `${now.toISOString().slice(0, -1)}000000Z`;
  for (const { id } of containers) reader.skipTo(id, at);
}
