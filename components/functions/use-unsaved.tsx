"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

/**
 * Asks before changes are lost: on the way to another page by the browser's own question, on the way to a page of the
 * panel or another file by one of ours.
 * @param what is unsaved, as "index.ts"; null when nothing is
 * @param discard called when the person goes on all the same
 */
export function useUnsaved(
  what: string | null,
  discard: () => void,
): { leave: (go: () => void) => void; question: ReactNode } {
  const router = useRouter();
  const [going, setGoing] = useState<{ go: () => void } | null>(null);
  useEffect(() => {
    if (what === null) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = pageOf(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setGoing({ go: () => router.push(href) });
    };
    window.addEventListener("beforeunload", onUnload);
    // Before the link's own listener, which would go there at once.
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [what, router]);

  return {
    leave: (go) => (what === null ? go() : setGoing({ go })),
    question: going !== null && (
      <Dialog
        open
        alert
        title={`${what ?? "The file"} has unsaved changes`}
        description="They are lost when you go on."
        onOpenChange={(open) => !open && setGoing(null)}
        footer={
          <>
            <DialogClose asChild>
              <Button>Keep editing</Button>
            </DialogClose>
            <Button
              variant="danger"
              onClick={() => {
                setGoing(null);
                discard();
                going.go();
              }}
            >
              Go on without saving
            </Button>
          </>
        }
      />
    ),
  };
}

/** The page of this panel that a click leads to in this tab; null where it leads to none. */
function pageOf(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.target === "_blank" || link.hasAttribute("download")) return null;
  if (link.origin !== location.origin || link.pathname.startsWith("/api/")) return null;
  return `${link.pathname}${link.search}`;
}
