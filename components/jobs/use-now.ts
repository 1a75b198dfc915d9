"use client";

import { useEffect, useState } from "react";

/** The time, each second while something runs; the server's own at first, so that both render the same. */
export function useNow(serverNowMs: number, ticking: boolean): number {
  const [nowMs, setNowMs] = useState(serverNowMs);
  useEffect(() => {
    const offsetMs = serverNowMs - Date.now();
    setNowMs(Date.now() + offsetMs);
    if (!ticking) return;
    const timer = setInterval(() => setNowMs(Date.now() + offsetMs), 1000);
    return () => clearInterval(timer);
  }, [serverNowMs, ticking]);
  return nowMs;
}
