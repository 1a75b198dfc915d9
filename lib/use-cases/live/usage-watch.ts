import type { UsageView } from "@/lib/api/contract/service-views";
import { PanelError } from "@/lib/errors";
import { serviceOf } from "@/lib/jobs/owned-containers";
import { isEngineSilence } from "@/lib/jobs/wait-for-engine";
import type { ContainerDetail, Engine, UsageSample } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import { Pace } from "@/lib/use-cases/live/pace";

const WATCHED_MS = 10_000;
const UNWATCHED_MS = 60_000;
const POINT_MS = 60_000;
const POINTS = 30;
/** An engine takes a second for one sample; all containers are asked at once, and no answer is waited for longer. */
const SAMPLE_DEADLINE_MS = 8000;

type Series = { latest: UsageSample | null; cpu: number[]; memory: number[]; pointAtMs: number };

/** What the containers use: sampled often while somebody looks, seldom otherwise. */
export class UsageWatch {
  readonly #engine: Engine;
  readonly #containers: () => readonly ContainerDetail[];
  readonly #now: () => Date;
  readonly #onFault: (error: unknown) => void;
  /** By stack and service, so that a recreated container goes on with its service's history. */
  readonly #series = new Map<string, Series>();
  readonly #listeners = new Set<(stackIds: ReadonlySet<string>) => void>();
  readonly #pace = new Pace();
  #loop: Promise<void> = Promise.resolve();

  constructor(
    engine: Engine,
    containers: () => readonly ContainerDetail[],
    now: () => Date,
    onFault: (error: unknown) => void,
  ) {
    this.#engine = engine;
    this.#containers = containers;
    this.#now = now;
    this.#onFault = onFault;
  }

  start(): void {
    this.#loop = this.#watch();
  }

  async stop(): Promise<void> {
    this.#pace.end();
    await this.#loop;
  }

  of(stackId: string, service: string): UsageView | null {
    const series = this.#series.get(key(stackId, service));
    if (series === undefined || series.latest === null) return null;
    return { ...series.latest, cpuHistory: [...series.cpu], memoryHistory: [...series.memory] };
  }

  /** Whoever listens is somebody who looks. */
  onChange(listener: (stackIds: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#pace.hurry();
    return () => this.#listeners.delete(listener);
  }

  async #watch(): Promise<void> {
    while (!this.#pace.isOver) {
      await this.#sample().catch((error: unknown) => this.#onFault(error));
      await this.#pace.wait(this.#listeners.size > 0 ? WATCHED_MS : UNWATCHED_MS);
    }
  }

  async #sample(): Promise<void> {
    const containers = this.#containers();
    const running = containers.filter(({ state }) => state === "running");
    const runningKeys = new Set(running.map(keyOf));
    for (const [name, series] of this.#series) {
      if (!runningKeys.has(name)) series.latest = null;
    }
    const known = new Set(containers.map(keyOf));
    for (const name of this.#series.keys()) {
      if (!known.has(name)) this.#series.delete(name);
    }
    const signal = AbortSignal.any([this.#pace.ended, AbortSignal.timeout(SAMPLE_DEADLINE_MS)]);
    await Promise.all(running.map((container) => this.#sampleOne(container, signal)));
    const stackIds = new Set(running.map(({ labels }) => labels[STACK_LABEL] ?? ""));
    for (const listener of this.#listeners) listener(stackIds);
  }

  async #sampleOne(container: ContainerDetail, signal: AbortSignal): Promise<void> {
    // One of its own for each: Node takes many listeners on one signal for a leak, and says so in the log.
    const own = AbortSignal.any([signal]);
    try {
      this.#take(keyOf(container), await this.#engine.usage(container.id, own));
    } catch (error) {
      // A container may have gone since, and a silent engine shows elsewhere: there is no sample then.
      if (signal.aborted || isEngineSilence(error) || error instanceof PanelError) return;
      throw error;
    }
  }

  #take(name: string, sample: UsageSample): void {
    const nowMs = this.#now().getTime();
    const series = this.#series.get(name) ?? { latest: null, cpu: [], memory: [], pointAtMs: 0 };
    this.#series.set(name, series);
    series.latest = sample;
    if (nowMs - series.pointAtMs < POINT_MS) return;
    series.pointAtMs = nowMs;
    series.cpu = [...series.cpu, sample.cpuPercent].slice(-POINTS);
    series.memory = [...series.memory, sample.memoryBytes].slice(-POINTS);
  }
}

function key(stackId: string, service: string): string {
  return `${stackId}/${service}`;
}

function keyOf(container: ContainerDetail): string {
  return key(container.labels[STACK_LABEL] ?? "", serviceOf(container));
}

/** The sum over services; null when nothing is known of any. */
export function usageSum(usages: readonly (UsageView | null)[]): UsageView | null {
  const known = usages.filter((usage) => usage !== null);
  if (known.length === 0) return null;
  const limits = known.map(({ memoryLimitBytes }) => memoryLimitBytes);
  const limit = limits.every((one) => one !== null) ? sum(limits) : null;
  return {
    cpuPercent: sum(known.map(({ cpuPercent }) => cpuPercent)),
    memoryBytes: sum(known.map(({ memoryBytes }) => memoryBytes)),
    memoryLimitBytes: limit,
    cpuHistory: historySum(known.map(({ cpuHistory }) => cpuHistory)),
    memoryHistory: historySum(known.map(({ memoryHistory }) => memoryHistory)),
  };
}

/** Aligned at their ends: the newest point of each is of the same minute. */
function historySum(histories: readonly number[][]): number[] {
  const length = Math.max(...histories.map((history) => history.length));
  return Array.from({ length }, (_, index) =>
    sum(histories.map((history) => history[history.length - length + index] ?? 0)),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
