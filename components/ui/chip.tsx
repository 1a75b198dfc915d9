import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface ChipProps extends ComponentProps<"button"> {
  readonly pressed?: boolean;
  readonly count?: ReactNode;
  readonly icon?: ReactNode;
}

/** A filter that is on or off, or (without `pressed`) a small opener. */
export function Chip({ pressed, count, icon, className, children, ...props }: ChipProps) {
  return (
    <button
      type="button"
      {...props}
      aria-pressed={pressed}
      className={classNames(
        "inline-flex h-6 items-center gap-1.5 rounded-sm border px-2 text-xs whitespace-nowrap icons-sm hover:border-line-strong max-wide:h-8 max-wide:px-2.5",
        pressed ? "border-line-strong bg-selected text-ink" : "border-line text-ink-2",
        className,
      )}
    >
      {icon}
      {children}
      {count !== undefined && <span className="text-ink-3">{count}</span>}
    </button>
  );
}
