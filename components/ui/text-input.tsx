import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export const inputFrameClass =
  "flex w-full items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus has-[[aria-invalid]]:border-bad-solid has-disabled:bg-inset has-disabled:text-ink-3 max-wide:h-10";

export interface TextInputProps extends Omit<ComponentProps<"input">, "prefix" | "size"> {
  readonly prefix?: ReactNode;
  readonly suffix?: ReactNode;
  /** For what a machine reads: keys, names of things, addresses. */
  readonly mono?: boolean;
  readonly size?: "control" | "field";
  readonly frameClassName?: string;
}

/** One line of text. Spread a `FieldControl` onto it. */
export function TextInput({
  prefix,
  suffix,
  mono = false,
  size = "field",
  frameClassName,
  className,
  ...props
}: TextInputProps) {
  return (
    <span className={classNames(inputFrameClass, size === "field" ? "h-field" : "h-control", frameClassName)}>
      {prefix && <span className="flex flex-none items-center text-ink-3">{prefix}</span>}
      <input
        {...props}
        className={classNames(
          "h-full min-w-0 flex-1 bg-transparent outline-none max-wide:text-lg",
          mono && "font-mono text-xs tracking-[-0.01em]",
          className,
        )}
      />
      {suffix && <span className="flex flex-none items-center gap-2 text-xs text-ink-3">{suffix}</span>}
    </span>
  );
}
