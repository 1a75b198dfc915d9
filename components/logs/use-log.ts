"use client";

import { useEffect, useRef, useState } from "react";
import { useLineStream } from "@/components/live/use-line-stream";
import { LogBuffer, type LogRow } from "@/components/logs/log-buffer";
import { SeenLines } from "@/components/logs/seen-lines";
import type { LogBatch } from "@/lib/api/contract/log-views";

/** Lines that are asked for at once, before the live ones. */
export const FIRST_LINES = 1000;

export type LogEnd = "engine-lost" | "done" | null;

type Options = {
  stack: string;
  /** null: all services. The engine is asked for these alone. */
  services: readonly string[] | null;
  paused: boolean;
};

/** The log of a stack as rows: the last lines at once, then live. While paused, lines gather and wait. */
export function useLog({ stack, services, paused }: Options) {
  const query = new URLSearchParams({ tail: String(FIRST_LINES) });
  if (services !== null) query.set("services", services.join(","));
  const url = `/api/stream/stacks/${encodeURIComponent(stack)}/logs?${query}`;
  const buffer = useRef(new LogBuffer());
  const [rows, setRows] = useState<readonly LogRow[]>([]);
  const [waiting, setWaiting] = useState(0);
  const [ended, setEnded] = useState<LogEnd>(null);
  const [answered, setAnswered] = useState(false);
  const seen = useRef(new SeenLines());

  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another log
  useEffect(() => {
    buffer.current = new LogBuffer();
    seen.current = new SeenLines();
    setRows([]);
    setWaiting(0);
    setEnded(null);
    setAnswered(false);
  }, [url]);

  const connection = useLineStream<LogBatch>({
    url,
    onLines: (batches) => {
      setAnswered(true);
      let added = 0;
      for (const batch of batches) {
        if (batch.type === "lines") {
          const fresh = seen.current.fresh(batch.lines);
          buffer.current.addLines(fresh);
          added += fresh.length;
        } else if (batch.type === "marker") {
          buffer.current.addMarker(batch.at, batch.service, batch.text);
          added += 1;
        } else if (batch.type === "ended") {
          if (batch.reason === "engine-lost" || batch.reason === "done") setEnded(batch.reason);
          // Signed out: the page is left by its stream of events.
          return batch.reason === "done" || batch.reason === "signed-out" ? "end" : undefined;
        }
      }
      if (paused) setWaiting((before) => before + added);
      else if (added > 0) setRows(buffer.current.rows);
      return undefined;
    },
    resume: () => {
      seen.current.resume();
      return "";
    },
  });

  useEffect(() => {
    if (paused) return;
    setRows(buffer.current.rows);
    setWaiting(0);
  }, [paused]);

  return { rows, waiting, ended, answered, connection, dropped: buffer.current.dropped };
}
