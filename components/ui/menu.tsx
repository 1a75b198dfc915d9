"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import * as RadixMenu from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { popupClass, popupItemClass } from "@/components/ui/popup-style";

interface MenuEntryLook {
  readonly label: string;
  readonly icon?: ReactNode;
  /** Why it is off, or what it will ask. */
  readonly hint?: string;
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
}

export type MenuEntry =
  | ({ readonly type: "action"; readonly onSelect: () => void } & MenuEntryLook)
  | ({ readonly type: "link" | "download"; readonly href: string } & MenuEntryLook)
  | { readonly type: "heading"; readonly label: string }
  | { readonly type: "separator" };

export interface MenuProps {
  /** Verb and object, as "Actions for cms". */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Three dots unless given; must take a ref and props. */
  readonly trigger?: ReactNode;
  readonly size?: "tiny" | "control";
}

/** Not modal: a modal menu hides the whole page from screen readers while its links can still take the focus. */
export function Menu({ label, entries, trigger, size = "tiny" }: MenuProps) {
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>
        {trigger ?? (
          <IconButton
            label={label}
            icon={<Ellipsis />}
            size={size}
            variant={size === "tiny" ? "quiet" : "secondary"}
          />
        )}
      </RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          // The trigger's own text, which Radix would name it by, says less.
          aria-labelledby={undefined}
          aria-label={label}
          className={classNames(popupClass, "min-w-48")}
        >
          {entries.map((entry, index) => {
            if (entry.type === "separator") {
              // biome-ignore lint/suspicious/noArrayIndexKey: a separator has nothing else to tell it by
              return <RadixMenu.Separator key={index} className="-mx-1 my-1 h-px bg-line" />;
            }
            if (entry.type === "heading") {
              return (
                <RadixMenu.Label key={entry.label} className="px-2 pt-1.5 pb-1 text-xs text-ink-3">
                  {entry.label}
                </RadixMenu.Label>
              );
            }
            const content = (
              <>
                {entry.icon && <span className="flex-none text-ink-3">{entry.icon}</span>}
                <span className="flex-1">{entry.label}</span>
                {entry.hint && <span className="pl-4 text-xs text-ink-3">{entry.hint}</span>}
                {entry.shortcut && <Kbd>{entry.shortcut}</Kbd>}
              </>
            );
            const itemClass = classNames(
              popupItemClass,
              entry.danger && "text-bad-ink [&_.lucide]:text-bad-ink",
            );
            return "href" in entry && !entry.disabled ? (
              <RadixMenu.Item key={entry.label} asChild className={itemClass}>
                {entry.type === "link" ? (
                  <Link href={entry.href}>{content}</Link>
                ) : (
                  <a href={entry.href} download>
                    {content}
                  </a>
                )}
              </RadixMenu.Item>
            ) : (
              <RadixMenu.Item
                key={entry.label}
                disabled={entry.disabled}
                onSelect={entry.type === "action" ? entry.onSelect : undefined}
                className={itemClass}
              >
                {content}
              </RadixMenu.Item>
            );
          })}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}
