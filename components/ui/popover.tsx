"use client";

import * as RadixPopover from "radix-ui/popover";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { popupClass } from "@/components/ui/popup-style";

export interface PopoverProps {
  /** The accessible name of what opens. */
  readonly label: string;
  readonly trigger: ReactNode;
  readonly align?: "start" | "center" | "end";
  readonly children: ReactNode;
}

/** A small piece of the page that opens beside its button. */
export function Popover({ label, trigger, align = "start", children }: PopoverProps) {
  return (
    <RadixPopover.Root>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className={classNames(popupClass, "max-w-96 min-w-56 p-3")}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
