import type { ComponentProps, ReactNode } from "react";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "size"> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

/** A choice that takes effect with its form. What acts at once is a switch. */
export function Checkbox({ label, hint, ...props }: CheckboxProps) {
  return (
    <label className="inline-flex items-start gap-2">
      <span className="relative mt-0.5 grid size-4 flex-none place-items-center">
        <input
          {...props}
          type="checkbox"
          className="peer size-4 appearance-none rounded-xs border border-line-strong bg-surface checked:border-accent checked:bg-accent focus-visible:rounded-xs disabled:bg-inset"
        />
        <svg
          viewBox="0 0 16 16"
          aria-hidden="true"
          className="pointer-events-none absolute inset-0 hidden text-on-accent peer-checked:block"
        >
          <path
            d="m4.2 8.2 2.6 2.6 5-5.2"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </span>
      <span>
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}
