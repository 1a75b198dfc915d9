import type { HostView } from "@/lib/api/contract/views";
import { PanelError } from "@/lib/errors";
import type { Compose } from "@/lib/ports/compose";
import type { Engine, EngineInfo } from "@/lib/ports/engine";
import type { Host, HostReading } from "@/lib/ports/host";
import type { EngineSight } from "@/lib/use-cases/live/engine-sight";
import { Pace } from "@/lib/use-cases/live/pace";

const WATCHED_MS = 10_000;
const UNWATCHED_MS = 60_000;
const POINT_MS = 60_000;
const POINTS = 30;

type Sources = {
  engine: Engine;
  compose: Compose;
  host: Host;
  sight: () => EngineSight;
  now: () => Date;
  onFault: (error: unknown) => void;
};

/** The host's figures and the engine's, read at a bounded rate for however many look. */
export class HostWatch {
  readonly #sources: Sources;
  readonly #listeners = new Set<() => void>();
  readonly #pace = new Pace();
  #reading: HostReading | null = null;
  #disk: HostView["disk"] = null;
  #info: EngineInfo | null = null;
  #composeVersion: string | null = null;
  #history: number[] = [];
  #pointAtMs = 0;
  #loop: Promise<void> = Promise.resolve();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  start(): void {
    this.#loop = this.#watch();
  }

  async stop(): Promise<void> {
    this.#pace.end();
    await this.#loop;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#pace.hurry();
    return () => this.#listeners.delete(listener);
  }

  /** What the engine last said of itself; null before it ever did. */
  info(): EngineInfo | null {
    return this.#info;
  }

  /** Asks the engine again: it has come back, or is another one. */
  async refresh(): Promise<void> {
    const { engine, compose, host, now } = this.#sources;
    this.#reading = await host.reading();
    this.#info = (await answer(engine.info())) ?? this.#info;
    this.#composeVersion = await answer(compose.version());
    const disk = await host.disk(this.#info?.dataRoot ?? "/");
    this.#disk = disk && { totalBytes: disk.totalBytes, usedBytes: disk.totalBytes - disk.freeBytes };
    const nowMs = now().getTime();
    if (nowMs - this.#pointAtMs >= POINT_MS) {
      this.#pointAtMs = nowMs;
      this.#history = [...this.#history, this.#reading.cpuPercent].slice(-POINTS);
    }
    for (const listener of this.#listeners) listener();
  }

  async view(): Promise<HostView> {
    const reading = this.#reading ?? (await this.#sources.host.reading());
    const { state, reason, fix, observedAt } = this.#sources.sight();
    return {
      engine: {
        state,
        reason,
        fix,
        name: this.#info?.name ?? null,
        version: this.#info?.version ?? null,
        composeVersion: this.#composeVersion,
        observedAt: observedAt?.toISOString() ?? null,
      },
      cpu: {
        percent: reading.cpuPercent,
        cores: reading.cores,
        load: reading.load,
        history: [...this.#history],
      },
      memory: {
        totalBytes: reading.memoryTotalBytes,
        usedBytes: reading.memoryTotalBytes - reading.memoryAvailableBytes,
      },
      disk: this.#disk,
    };
  }

  async #watch(): Promise<void> {
    while (!this.#pace.isOver) {
      await this.refresh().catch((error: unknown) => this.#sources.onFault(error));
      await this.#pace.wait(this.#listeners.size > 0 ? WATCHED_MS : UNWATCHED_MS);
    }
  }
}

/** null where the engine or Compose cannot say: why, the sight and the checks tell. */
async function answer<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof PanelError) return null;
    throw error;
  }
}
