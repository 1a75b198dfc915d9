"use client";

import { useSyncExternalStore } from "react";
import { useLiveContext } from "@/components/live/live-provider";
import type { Connection, LiveData } from "@/components/live/live-store";
import type { JobSummaryView } from "@/lib/api/contract/job-views";
import type { StackView } from "@/lib/api/contract/stack-views";
import type { HostView } from "@/lib/api/contract/views";

/** A part of the live data; drawn again only when this part has changed. `select` must not make new objects. */
function useLive<Part>(select: (data: LiveData) => Part): Part {
  const { store } = useLiveContext();
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

export function useStacks(): readonly StackView[] {
  return useLive((data) => data.stacks);
}

/** One stack by id or name; undefined when there is none, or no longer. */
export function useStack(idOrName: string): StackView | undefined {
  return useLive(({ stacks }) => stacks.find(({ id, name }) => id === idOrName || name === idOrName));
}

/** The latest jobs of all stacks, newest first. */
export function useJobs(): readonly JobSummaryView[] {
  return useLive((data) => data.jobs);
}

export function useHost(): HostView {
  return useLive((data) => data.host);
}

export function useConnection(): Connection & { tryNow: () => void } {
  const { tryNow } = useLiveContext();
  return { ...useLive((data) => data.connection), tryNow };
}

/** The server's clock when it made the page: the `nowMs` of `RelativeTime`. */
export function usePageNowMs(): number {
  return useLiveContext().nowMs;
}
