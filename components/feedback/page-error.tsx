"use client";

import { NoticePage } from "@/components/shell/notice-page";
import { Button } from "@/components/ui/button";

export interface PageErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** The server keeps the cause to itself and logs it under this number. */
function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

/** What is shown where drawing a page failed. */
export function PageError({ error, retry }: PageErrorProps) {
  const digest = digestOf(error);
  return (
    <NoticePage
      title="This page could not be shown"
      text="Your stacks are not affected: they run without the panel. Try again; if it stays so, look into the panel's own log."
    >
      {digest && (
        <p className="mt-3 text-xs text-ink-3">
          In the log as <span className="mono">{digest}</span>
        </p>
      )}
      <div className="mt-5 flex gap-2">
        <Button variant="primary" size="field" onClick={retry}>
          Try again
        </Button>
        {/* A full load on purpose: what failed may be the client's own state. */}
        <Button size="field" onClick={() => window.location.assign("/")}>
          Go to the stacks
        </Button>
      </div>
    </NoticePage>
  );
}
