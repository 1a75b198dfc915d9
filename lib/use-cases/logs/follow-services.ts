import type { LogBatch } from "@/lib/api/contract/log-views";
import { serviceOf } from "@/lib/jobs/owned-containers";
import { isEngineSilence, waitForEngine } from "@/lib/jobs/wait-for-engine";
import type { ContainerSummary, EngineEvent } from "@/lib/ports/engine";
import type { LineReader } from "@/lib/use-cases/logs/line-reader";
import { LogQueue } from "@/lib/use-cases/logs/log-queue";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

type Parts = Pick<PanelParts, "engine" | "clock"> & {
  services: Pick<PanelParts["services"], "engine" | "timings">;
  containers: Pick<PanelParts["containers"], "listen">;
};

type Followed = {
  stackId: string;
  /** Whose logs are followed, by service. */
  wants(service: string): boolean;
  reader: LineReader;
  /** Called before a container is read: the reader is then to know the secrets of what runs now. */
  renew(): Promise<void>;
};

/**
 * Follows the logs of services, not of containers: when a container stops, starts again or is replaced, a marker says
 * so and the stream goes on. A log that ends says nothing of the container, so the engine is asked each time.
 */
export async function* followServices(
  parts: Parts,
  containers: readonly ContainerSummary[],
  followed: Followed,
  signal: AbortSignal,
): AsyncGenerator<LogBatch> {
  const queue = new LogQueue();
  const ended = new AbortController();
  const both = AbortSignal.any([signal, ended.signal]);
  const underWay = new Map<string, Reading>();
  const follow = (id: string, service: string) => {
    const known = underWay.get(id);
    if (known !== undefined) {
      known.startedAgain = true;
      return;
    }
    const reading = { id, service, startedAgain: false };
    underWay.set(id, reading);
    pump(parts, reading, followed, queue, both)
      .finally(() => underWay.delete(id))
      .catch((error: unknown) => queue.fail(error));
  };
  const stop = parts.containers.listen(followed.stackId, (event) => {
    const service = event.attributes["com.docker.compose.service"];
    if (service === undefined || !followed.wants(service)) return;
    const words = markerWords(event);
    if (words !== null) queue.marker(new Date(event.atMs), service, words);
    if (event.action === "start") follow(event.id, service);
  });
  try {
    for (const container of containers) {
      if (container.state !== "created") follow(container.id, serviceOf(container));
    }
    while (!signal.aborted) yield* await queue.take(signal);
  } catch (error) {
    if (!isEngineSilence(error)) throw error;
    yield { type: "ended", reason: "engine-lost" };
  } finally {
    stop();
    ended.abort();
  }
}

/** `startedAgain`: the container did so while its log was being read, or it was being looked at. */
type Reading = { id: string; service: string; startedAgain: boolean };

/** Lines of one container until it has stopped and its log is read to the end. */
async function pump(
  parts: Parts,
  reading: Reading,
  { reader, renew }: Followed,
  queue: LogQueue,
  signal: AbortSignal,
): Promise<void> {
  const { id, service } = reading;
  while (!signal.aborted) {
    try {
      reading.startedAgain = false;
      await renew();
      for await (const lines of reader.follow(id, service, signal)) await queue.lines(lines, signal);
      const container = signal.aborted ? null : await parts.engine.inspectContainer(id);
      // Its next start is told by an event.
      if (container === null || (container.state !== "running" && !reading.startedAgain)) return;
    } catch (error) {
      if (signal.aborted) return;
      if (!isEngineSilence(error)) throw error;
      queue.marker(parts.clock(), service, "The engine does not answer: waiting for it");
      if (!(await waitForEngine(parts.services, signal).catch(() => signal.aborted))) throw error;
    }
  }
}

function markerWords({ action, attributes }: EngineEvent): string | null {
  switch (action) {
    case "start":
      return "The container started";
    case "die":
      return `The container stopped with exit code ${attributes.exitCode ?? "unknown"}`;
    case "destroy":
      return "The container was removed";
    default:
      return null;
  }
}
