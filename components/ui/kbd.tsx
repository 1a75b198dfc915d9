import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** A key as drawn on the keyboard; `onAccent` for inside a filled button. */
export function Kbd({
  children,
  onAccent = false,
}: {
  readonly children: ReactNode;
  readonly onAccent?: boolean;
}) {
  return (
    <kbd
      className={classNames(
        "inline-grid h-[18px] min-w-[18px] flex-none place-items-center rounded-xs border px-1 font-sans text-2xs leading-none",
        onAccent
          ? "border-transparent bg-[color-mix(in_oklab,currentColor_10%,transparent)]"
          : "border-line-strong bg-surface text-ink-3",
      )}
    >
      {children}
    </kbd>
  );
}
