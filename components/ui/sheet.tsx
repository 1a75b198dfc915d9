"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";

export interface SheetProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  /** Beside the title: a `StateBadge`, a reason. */
  readonly meta?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A panel over the page at its right edge; the whole page when narrow. Esc and a click beside it close it. */
export function Sheet({ open, onOpenChange, title, meta, actions, children }: SheetProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-30 animate-appear bg-scrim" />
        <RadixDialog.Content
          aria-modal="true"
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-30 flex w-[min(560px,100%)] animate-slide flex-col bg-canvas shadow-pop focus-visible:rounded-none focus-visible:outline-none"
        >
          <div className="flex min-h-12 flex-none items-center gap-2 border-b border-line py-1 pr-3 pl-4">
            <RadixDialog.Title className="truncate text-base font-semibold tracking-[-0.008em]">
              {title}
            </RadixDialog.Title>
            {meta}
            <span className="ml-auto flex flex-none items-center gap-2">
              {actions}
              <RadixDialog.Close asChild>
                <IconButton label="Close" icon={<X />} size="control" />
              </RadixDialog.Close>
            </span>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-4 scrollbar-thin">{children}</div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
