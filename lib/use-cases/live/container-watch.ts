import { PanelError } from "@/lib/errors";
import { sleep } from "@/lib/jobs/abort";
import type { ContainerEvents } from "@/lib/jobs/job-services";
import { isEngineSilence } from "@/lib/jobs/wait-for-engine";
import type { ContainerDetail, Engine, EngineEvent } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import { type EngineSight, NOT_YET_SEEN, unreachableSight } from "@/lib/use-cases/live/engine-sight";

export type WatchTimings = {
  /** First wait before a lost connection is made anew; doubles up to the maximum. */
  reconnectMs: number;
  reconnectMaxMs: number;
  /** An engine that hangs takes connections and says nothing: only asking tells. */
  pingMs: number;
};

/** With the deadline of a ping, a silent engine is known for one within 8 s; one that woke is found again within 3 s. */
export const WATCH_TIMINGS: WatchTimings = { reconnectMs: 250, reconnectMaxMs: 2000, pingMs: 3000 };

type ChangeListener = (stackId: string | null) => void;

/**
 * The last known state of every container that carries a stack's label, kept by the engine's events. Nothing in here
 * decides whose a container is: that is for whoever reads it.
 */
export class ContainerWatch implements ContainerEvents {
  readonly #engine: Engine;
  readonly #timings: WatchTimings;
  readonly #now: () => Date;
  readonly #onFault: (error: unknown) => void;
  readonly #containers = new Map<string, ContainerDetail>();
  /** Inspections under way; `again`: something happened since it began. */
  readonly #looks = new Map<string, { again: boolean }>();
  /** Whose inspection failed: looked at again once the engine answers. */
  readonly #missed = new Set<string>();
  readonly #eventListeners = new Map<string, Set<(event: EngineEvent) => void>>();
  readonly #changeListeners = new Set<ChangeListener>();
  readonly #ended = new AbortController();
  #sight: EngineSight;
  #loop: Promise<void> = Promise.resolve();

  constructor(
    engine: Engine,
    now: () => Date,
    onFault: (error: unknown) => void,
    timings: WatchTimings = WATCH_TIMINGS,
    sight: EngineSight = NOT_YET_SEEN,
  ) {
    this.#sight = sight;
    this.#engine = engine;
    this.#now = now;
    this.#onFault = onFault;
    this.#timings = timings;
  }

  start(): void {
    this.#loop = this.#watch();
  }

  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#loop;
  }

  sight(): EngineSight {
    return this.#sight;
  }

  all(): ContainerDetail[] {
    return [...this.#containers.values()];
  }

  claimedBy(stackId: string): ContainerDetail[] {
    return this.all().filter(({ labels }) => labels[STACK_LABEL] === stackId);
  }

  listen(stackId: string, listener: (event: EngineEvent) => void): () => void {
    const listeners = this.#eventListeners.get(stackId) ?? new Set();
    this.#eventListeners.set(stackId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#eventListeners.delete(stackId);
    };
  }

  /** `null`: all stacks, since the engine itself came or went. */
  onChange(listener: ChangeListener): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  async #watch(): Promise<void> {
    let waitMs = this.#timings.reconnectMs;
    while (!this.#ended.signal.aborted) {
      const connection = new AbortController();
      const signal = AbortSignal.any([this.#ended.signal, connection.signal]);
      const pinging = setInterval(() => {
        this.#ping().catch((error: unknown) => connection.abort(error));
      }, this.#timings.pingMs);
      pinging.unref();
      const onOpen = () => {
        waitMs = this.#timings.reconnectMs;
        this.#lookAtAll().catch((error: unknown) => connection.abort(error));
      };
      try {
        for await (const event of this.#engine.events(signal, { onOpen })) this.#take(event);
        if (connection.signal.aborted) throw connection.signal.reason;
      } catch (error) {
        this.#lose(connection.signal.aborted ? connection.signal.reason : error);
      } finally {
        clearInterval(pinging);
      }
      // Only the end of the watch cuts the wait short.
      await sleep(waitMs, this.#ended.signal).catch(() => {});
      waitMs = Math.min(waitMs * 2, this.#timings.reconnectMaxMs);
    }
  }

  async #ping(): Promise<void> {
    await this.#engine.ping();
    if (this.#sight.state === "running") this.#sight = { ...this.#sight, observedAt: this.#now() };
    const missed = [...this.#missed];
    this.#missed.clear();
    await Promise.all(missed.map((id) => this.#tryLook(id)));
  }

  async #lookAtAll(): Promise<void> {
    const listed = await this.#engine.listContainers({ labels: [STACK_LABEL] });
    // Those that the list lacks are asked for too: they are gone, or were made since the engine put it together.
    const ids = new Set([...listed.map(({ id }) => id), ...this.#containers.keys()]);
    // One that cannot be inspected says nothing of the others, nor of the engine.
    await Promise.all([...ids].map((id) => this.#tryLook(id)));
    this.#sight = { state: "running", reason: "", fix: null, observedAt: this.#now() };
    this.#tell(null);
  }

  #take(event: EngineEvent): void {
    const stackId = event.attributes[STACK_LABEL];
    if (event.type !== "container" || stackId === undefined) return;
    if (this.#sight.state === "running") this.#sight = { ...this.#sight, observedAt: this.#now() };
    for (const listener of this.#eventListeners.get(stackId) ?? []) listener(event);
    if (event.action === "destroy") {
      this.#forget(event.id);
      // An inspection under way may still answer with what was there before.
      const underWay = this.#looks.get(event.id);
      if (underWay !== undefined) underWay.again = true;
    } else void this.#tryLook(event.id);
  }

  async #tryLook(id: string): Promise<void> {
    try {
      await this.#look(id);
    } catch (error) {
      this.#missed.add(id);
      this.#fault(error);
    }
  }

  /** One inspection at a time for each container; what happens meanwhile asks for one more. */
  async #look(id: string): Promise<void> {
    const underWay = this.#looks.get(id);
    if (underWay !== undefined) {
      underWay.again = true;
      return;
    }
    const look = { again: false };
    this.#looks.set(id, look);
    try {
      do {
        look.again = false;
        const detail = await this.#engine.inspectContainer(id);
        if (detail === null) this.#forget(id);
        else this.#remember(detail);
      } while (look.again);
    } finally {
      this.#looks.delete(id);
    }
  }

  #remember(detail: ContainerDetail): void {
    const before = this.#containers.get(detail.id);
    this.#containers.set(detail.id, detail);
    if (before === undefined || essence(before) !== essence(detail)) this.#tell(stackOf(detail));
  }

  #forget(id: string): void {
    const before = this.#containers.get(id);
    if (before === undefined) return;
    this.#containers.delete(id);
    this.#tell(stackOf(before));
  }

  /** What was known last is kept: it is shown with the time at which it was true. */
  #lose(error: unknown): void {
    if (this.#ended.signal.aborted) return;
    if (!(error instanceof PanelError)) this.#fault(error);
    const before = this.#sight;
    this.#sight = unreachableSight(before, error);
    if (before.state !== "unreachable" || before.reason !== this.#sight.reason) this.#tell(null);
  }

  #fault(error: unknown): void {
    // Silence shows in the sight; it is no fault of ours.
    if (!isEngineSilence(error)) this.#onFault(error);
  }

  #tell(stackId: string | null): void {
    for (const listener of this.#changeListeners) listener(stackId);
  }
}

function stackOf({ labels }: ContainerDetail): string | null {
  return labels[STACK_LABEL] ?? null;
}

/** All but what changes by itself with time: the engine's words of how long a container is up. */
function essence(detail: ContainerDetail): string {
  const { status: _, checks, ...rest } = detail;
  return JSON.stringify([rest, detail.health === "unhealthy" ? checks.at(-1)?.output : null]);
}
