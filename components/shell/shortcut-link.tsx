"use client";

import { useRouter } from "next/navigation";
import { useShortcut } from "@/components/shell/shortcuts";
import { ButtonLink, type ButtonLinkProps } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

export interface ShortcutLinkProps extends Omit<ButtonLinkProps, "href" | "iconAfter"> {
  readonly href: string;
  /** One key, as "n". */
  readonly shortcut: string;
}

/** A button that leads somewhere, by click or by its key, which it shows on wide screens. */
export function ShortcutLink({ href, shortcut, ...props }: ShortcutLinkProps) {
  const router = useRouter();
  useShortcut(shortcut, () => router.push(href));
  return (
    <ButtonLink
      {...props}
      href={href}
      aria-keyshortcuts={shortcut}
      iconAfter={
        <span aria-hidden="true" className="flex max-wide:hidden">
          <Kbd onAccent={props.variant === "primary"}>{shortcut.toUpperCase()}</Kbd>
        </span>
      }
    />
  );
}
