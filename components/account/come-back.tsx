"use client";

import { useEffect, useState } from "react";
import { StateBadge } from "@/components/state/state-badge";
import { Button } from "@/components/ui/button";

const WAIT_SECONDS = 5;

/** Tries again by itself and opens the page that was asked for once there is one. */
export function ComeBack() {
  const [seconds, setSeconds] = useState(WAIT_SECONDS);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((left) => (left > 1 ? left - 1 : WAIT_SECONDS)), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    const timer = setInterval(() => void reloadWhenBack(), WAIT_SECONDS * 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <p className="mt-4 flex items-center gap-2 text-xs text-ink-3">
        <StateBadge state="starting" word="Waiting for it" /> next try in {seconds} s
      </p>
      <Button variant="primary" size="field" className="mt-5" onClick={() => window.location.reload()}>
        Try now
      </Button>
      <p className="mt-5 text-xs text-ink-3">
        If it stays away, look at what <span className="mono">npm start</span> prints on the server, and start
        it again there.
      </p>
    </>
  );
}

async function reloadWhenBack(): Promise<void> {
  const answer = await fetch(window.location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
  if (answer?.ok) window.location.reload();
}
