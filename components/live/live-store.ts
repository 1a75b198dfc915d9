import type { EventLine } from "@/lib/api/contract/event-views";
import type { JobSummaryView } from "@/lib/api/contract/job-views";
import type { StackView } from "@/lib/api/contract/stack-views";
import type { HostView } from "@/lib/api/contract/views";

/** `lost`: since when nothing has come, and when the next try is due. Times in milliseconds of the browser's clock. */
export type Connection = { state: "live" } | { state: "lost"; sinceMs: number; nextTryMs: number };

export type LiveData = {
  stacks: readonly StackView[];
  host: HostView;
  jobs: readonly JobSummaryView[];
  connection: Connection;
};

const KEPT_JOBS = 50;

/** The data after these lines, in order. What no line touches keeps its identity, so that nothing else is drawn again. */
export function applyLines(data: LiveData, lines: readonly EventLine[]): LiveData {
  return lines.reduce(applyLine, data);
}

function applyLine(data: LiveData, line: EventLine): LiveData {
  switch (line.type) {
    case "snapshot":
      return { ...data, stacks: line.stacks, host: line.host, jobs: line.jobs };
    case "stack":
      return { ...data, stacks: replaceById(data.stacks, line.stack) };
    case "stack-removed":
      return { ...data, stacks: data.stacks.filter(({ id }) => id !== line.stackId) };
    case "job":
      return { ...data, jobs: newestFirst(replaceById(data.jobs, line.job)) };
    case "host":
      return { ...data, host: line.host };
    case "heartbeat":
    case "ended":
      return data;
  }
}

function replaceById<Item extends { id: string }>(items: readonly Item[], item: Item): readonly Item[] {
  const index = items.findIndex(({ id }) => id === item.id);
  return index < 0 ? [...items, item] : items.with(index, item);
}

function newestFirst(jobs: readonly JobSummaryView[]): readonly JobSummaryView[] {
  return jobs.toSorted((a, b) => b.number - a.number).slice(0, KEPT_JOBS);
}

/** Holds the data of one tab and tells the hooks when it has changed. */
export class LiveStore {
  #data: LiveData;
  readonly #listeners = new Set<() => void>();

  constructor(data: LiveData) {
    this.#data = data;
  }

  readonly get = (): LiveData => this.#data;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  apply(lines: readonly EventLine[]): void {
    this.#set(applyLines(this.#data, lines));
  }

  setConnection(connection: Connection): void {
    if (connection.state === "live" && this.#data.connection.state === "live") return;
    this.#set({ ...this.#data, connection });
  }

  #set(data: LiveData): void {
    if (data === this.#data) return;
    this.#data = data;
    for (const listener of this.#listeners) listener();
  }
}
