"use client";

import { useState } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { useHost } from "@/components/live/live-hooks";
import { LogScreen, type LogScreenProps } from "@/components/logs/log-screen";
import { ButtonLink } from "@/components/ui/button";

/** The log once there is an engine to read it from. Lines that were shown stay when the engine goes away later. */
export function LogPage(props: LogScreenProps) {
  const { engine } = useHost();
  const running = engine.state === "running";
  const [ran, setRan] = useState(running);
  if (running && !ran) setRan(true);
  if (ran || running) return <LogScreen {...props} />;
  return (
    <EmptyState
      title="No logs without the engine"
      text={`${engine.reason}. Logs are kept by Docker and read from it; they appear here once it answers.`}
    >
      <ButtonLink href="/engine" size="field">
        What to do
      </ButtonLink>
    </EmptyState>
  );
}
