import type { LogBatch, LogLine } from "@/lib/api/contract/views";
import { PanelError } from "@/lib/errors";
import { isLeftover, ownedContainers, serviceOf } from "@/lib/jobs/owned-containers";
import type { ContainerSummary } from "@/lib/ports/engine";
import { followServices } from "@/lib/use-cases/logs/follow-services";
import { LineReader } from "@/lib/use-cases/logs/line-reader";
import { mergeByTime } from "@/lib/use-cases/logs/merge-by-time";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

/**
 * Up to here the last lines of all services together are collected before the first is sent; a longer tail is that of
 * each service, and is sent as it is read.
 */
const COLLECTED_LINES = 10_000;

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
  const stack = await stackOf(parts, idOrName);
  const profile = await parts.profiles.of(stack);
  const chosen =
    services
      ?.split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "") ?? [];
  const wants = (service: string) => chosen.length === 0 || chosen.includes(service);
  const own = (await ownedContainers(parts.engine, stack)).filter((container) => !isLeftover(container));
  const known = new Set([...profile.services.map(({ name }) => name), ...own.map(serviceOf)]);
  const unknown = chosen.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new PanelError("service-not-found", `${stack.name} has no service ${unknown.join(", ")}`, {
      fix: `It has: ${[...known].join(", ")}`,
    });
  }
  const containers = own.filter((container) => wants(serviceOf(container)));
  const reader = new LineReader(parts.engine, profile.redact);
  if (tail > 0) yield* storedLines(reader, containers, tail, signal);
  else skipStored(reader, containers, parts.clock());
  if (!follow) yield { type: "ended", reason: "done" };
  else if (!signal.aborted) {
    yield* followServices(parts, containers, { stackId: stack.id, wants, reader }, signal);
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
  let collected: LogLine[] = [];
  for await (const lines of merged) {
    collected.push(...lines);
    if (collected.length > 2 * tail) collected = collected.slice(-tail);
  }
  // An empty one as well: the reader then knows that there is none so far.
  yield { type: "lines", lines: collected.slice(-tail) };
}

/** Without a tail the stream begins now. */
function skipStored(reader: LineReader, containers: readonly ContainerSummary[], now: Date): void {
  const at = `${now.toISOString().slice(0, -1)}000000Z`;
  for (const { id } of containers) reader.skipTo(id, at);
}
