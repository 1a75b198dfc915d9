"use client";

import { useSyncExternalStore } from "react";
import { formatAge } from "@/components/ui/format";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all ages on the page. A component is drawn again only when its own text changes. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

export interface RelativeTimeProps {
  readonly atMs: number;
  /** The server's clock when it rendered: the first text in the browser is the same as in the HTML. */
  readonly nowMs: number;
}

/** How long ago, ticking. The exact time in UTC is its title. */
export function RelativeTime({ atMs, nowMs }: RelativeTimeProps) {
  const text = useSyncExternalStore(
    subscribe,
    () => formatAge(atMs, Date.now()),
    () => formatAge(atMs, nowMs),
  );
  const iso = new Date(atMs).toISOString();
  return (
    <time dateTime={iso} title={`${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`} className="whitespace-nowrap">
      {text}
    </time>
  );
}
