import type { EventLine } from "@/lib/api/contract/event-views";
import { LatestFeed } from "@/lib/use-cases/live/latest-feed";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

const HOST = "host";
const ALL = "all";
/** As many as a page keeps. */
const RECENT_JOBS = 50;

/** All that changes, for one page: first everything, then the latest state of whatever changed since. */
export async function* panelEvents(parts: PanelParts, signal: AbortSignal): AsyncGenerator<EventLine> {
  const feed = new LatestFeed();
  const markStack = (id: string | null) => feed.mark(id === null ? ALL : `stack:${id}`);
  const stops = [
    parts.containers.onChange(markStack),
    parts.onStackChange(markStack),
    parts.usage.onChange((stackIds) => {
      for (const id of stackIds) markStack(id);
    }),
    parts.hostWatch.onChange(() => feed.mark(HOST)),
    parts.runner.listen((job) => {
      feed.mark(`job:${job.id}`);
      markStack(job.stackId);
    }),
  ];
  try {
    yield await snapshot(parts);
    for (;;) {
      const keys = await feed.next(signal);
      if (keys.length === 0) return;
      for (const key of keys) yield* linesFor(parts, key, feed);
    }
  } finally {
    for (const stop of stops) stop();
  }
}

async function snapshot(parts: PanelParts): Promise<EventLine> {
  const [stacks, host, recent] = await Promise.all([
    parts.views.all(),
    parts.hostWatch.view(),
    parts.jobs.list({ limit: RECENT_JOBS }),
  ]);
  // What runs is further along in memory than in its record.
  const active = parts.runner.active();
  const ended = recent.filter(({ id }) => active.every((job) => job.id !== id));
  return {
    type: "snapshot",
    stacks,
    host,
    jobs: [...active, ...ended]
      .toSorted((a, b) => b.number - a.number)
      .map((job) => parts.runner.summary(job)),
  };
}

async function* linesFor(parts: PanelParts, key: string, feed: LatestFeed): AsyncGenerator<EventLine> {
  if (key === ALL) {
    // The engine came or went: it concerns every stack, and the host's own state.
    yield { type: "host", host: await parts.hostWatch.view() };
    for (const stack of await parts.views.all()) yield { type: "stack", stack };
    return;
  }
  if (key === HOST) {
    yield { type: "host", host: await parts.hostWatch.view() };
    return;
  }
  const [type = "", id = ""] = key.split(":");
  if (type === "job") {
    const job = await parts.runner.find(id);
    yield { type: "job", job: parts.runner.summary(job) };
    if (job.endedAt !== null) feed.forget(key);
    return;
  }
  const stack = await parts.stacks.find(id);
  if (stack !== null) {
    yield { type: "stack", stack: await parts.views.of(stack) };
    return;
  }
  feed.forget(key);
  yield { type: "stack-removed", stackId: id };
}
