"use client";

import { ErrorPanel } from "@/components/feedback/error-panel";
import { Page } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { readErrorWords } from "@/lib/web/page-error-words";

export interface PageFailureProps {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
}

/** A failure with a name says its words; one without gives the number that the log has. */
export function PageFailure({ error, retry }: PageFailureProps) {
  const words = readErrorWords(error.digest);
  return (
    <Page>
      <ErrorPanel
        title={words?.message ?? "Something went wrong that Slipway has no name for"}
        why={words?.fix ?? "Your stacks are not affected: they run without the panel."}
        context={words === null && error.digest ? `In the panel's log as ${error.digest}` : words?.code}
        actions={
          <Button variant="primary" size="field" onClick={retry}>
            Try again
          </Button>
        }
      />
    </Page>
  );
}
