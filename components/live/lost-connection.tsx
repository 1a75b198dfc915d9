"use client";

import { useEffect, useState } from "react";
import { Banner } from "@/components/feedback/banner";
import { useConnection } from "@/components/live/live-hooks";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";

/** A restart of the panel is over sooner than this: nobody needs to hear of it. */
const PATIENCE_MS = 2_500;

/** Says that the page is no longer live, since when, and when the next try is. */
export function LostConnection() {
  const connection = useConnection();
  const lost = connection.state === "lost";
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) return;
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setShown(false);
    };
  }, [lost]);
  if (!shown || connection.state !== "lost") return null;
  const clock = new Date(connection.sinceMs).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
  });
  return (
    <div className="px-6 py-3 max-wide:px-4">
      <Banner
        state="failed"
        title={`Lost connection to Slipway at ${clock}.`}
        actions={
          <>
            <span className="text-xs text-ink-3">
              next try <RelativeTime atMs={connection.nextTryMs} nowMs={connection.sinceMs} />
            </span>
            <Button size="small" onClick={connection.tryNow}>
              Try now
            </Button>
          </>
        }
      >
        What you see is from then. Your stacks keep running.
      </Banner>
    </div>
  );
}
