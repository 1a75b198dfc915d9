"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { keepStreaming } from "@/components/live/keep-streaming";
import type { Connection } from "@/components/live/live-store";

export interface LineStreamOptions<Line> {
  /** Path of the stream, as `/api/stream/jobs/118`; a change of it starts anew. null: none. */
  readonly url: string | null;
  /** Adds to the path before a connection after the first: from where to go on. */
  readonly resume?: () => string;
  /** All lines of one chunk. Return `"end"` when the stream has said that nothing follows. */
  readonly onLines: (lines: Line[]) => "end" | undefined | Promise<"end" | undefined>;
}

/** One stream of lines for as long as the component is there, connected again when it breaks. */
export function useLineStream<Line>({ url, resume, onLines }: LineStreamOptions<Line>): Connection {
  const [connection, setConnection] = useState<Connection>({ state: "live" });
  const receive = useEffectEvent(onLines);
  const resumed = useEffectEvent(() => resume?.() ?? "");
  useEffect(() => {
    if (url === null) return;
    let heardMs = Date.now();
    let first = true;
    const control = keepStreaming<Line>({
      url: () => {
        const path = first ? url : `${url}${resumed()}`;
        first = false;
        return path;
      },
      onLines: (lines) => {
        heardMs = Date.now();
        setConnection((was) => (was.state === "live" ? was : { state: "live" }));
        return receive(lines);
      },
      onLost: (nextTryMs) => setConnection({ state: "lost", sinceMs: heardMs, nextTryMs }),
      onSignedOut: () => window.location.assign("/sign-in"),
    });
    return () => control.stop();
  }, [url]);
  return connection;
}
