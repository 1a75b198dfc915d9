"use client";

import * as RadixTooltip from "radix-ui/tooltip";
import type { ReactNode } from "react";

/** More about what the pointer or the focus is on. Never the only place where something is said. */
export function Tooltip({ text, children }: { readonly text: ReactNode; readonly children: ReactNode }) {
  return (
    <RadixTooltip.Provider delayDuration={300}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            sideOffset={5}
            collisionPadding={8}
            className="z-50 max-w-72 animate-appear rounded-md bg-raised px-2.5 py-1.5 text-xs text-ink-2 shadow-pop"
          >
            {text}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
