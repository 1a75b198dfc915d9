import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";

export interface TextareaProps extends ComponentProps<"textarea"> {
  readonly mono?: boolean;
}

/** Several lines of text. Spread a `FieldControl` onto it. */
export function Textarea({ mono = false, className, ...props }: TextareaProps) {
  return (
    <textarea
      rows={4}
      {...props}
      className={classNames(
        "block w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 scrollbar-thin focus-visible:rounded-md focus-visible:border-transparent focus-visible:outline-2 focus-visible:-outline-offset-1 disabled:bg-inset disabled:text-ink-3 aria-invalid:border-bad-solid max-wide:text-lg",
        mono && "font-mono text-xs leading-[19px] tracking-[-0.01em]",
        className,
      )}
    />
  );
}
