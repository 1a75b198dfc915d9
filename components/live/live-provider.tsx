"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { keepStreaming, type StreamControl } from "@/components/live/keep-streaming";
import { type LiveData, LiveStore } from "@/components/live/live-store";
import type { EventLine } from "@/lib/api/contract/event-views";

export type LiveContextValue = {
  store: LiveStore;
  /** The server's clock when it made the page: ages start from it. */
  nowMs: number;
  tryNow: () => void;
};

const LiveContext = createContext<LiveContextValue | null>(null);

export interface LiveProviderProps {
  readonly initial: Omit<LiveData, "connection"> & { readonly nowMs: number };
  readonly children: ReactNode;
}

/** The page's data, kept up to date by one stream per tab. The first paint comes from `initial`. */
export function LiveProvider({ initial, children }: LiveProviderProps) {
  const { nowMs, stacks, host, jobs } = initial;
  const [store] = useState(() => new LiveStore({ stacks, host, jobs, connection: { state: "live" } }));
  const control = useRef<StreamControl>(null);
  useEffect(() => {
    const open = streamInto(store);
    control.current = open;
    return () => open.stop();
  }, [store]);
  const value = useMemo(() => ({ store, nowMs, tryNow: () => control.current?.tryNow() }), [store, nowMs]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

/** @throws outside the signed-in part of the panel */
export function useLiveContext(): LiveContextValue {
  const value = useContext(LiveContext);
  if (value === null) throw new Error("Live data is used outside LiveProvider");
  return value;
}

function streamInto(store: LiveStore): StreamControl {
  let heardMs = Date.now();
  return keepStreaming<EventLine>({
    url: () => "/api/stream/events",
    onLines: (lines) => {
      heardMs = Date.now();
      store.apply(lines);
      store.setConnection({ state: "live" });
      if (!lines.some((line) => line.type === "ended" && line.reason === "signed-out")) return undefined;
      leave();
      return "end";
    },
    onLost: (nextTryMs) => store.setConnection({ state: "lost", sinceMs: heardMs, nextTryMs }),
    onSignedOut: leave,
  });
}

/** The session has ended elsewhere: this page's data is no longer this person's to see. */
function leave(): void {
  window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
}
