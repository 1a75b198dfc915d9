import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface Segment {
  readonly value: string;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
}

export interface SegmentedControlProps {
  readonly label?: string;
  readonly "aria-labelledby"?: string;
  readonly "aria-describedby"?: string;
  readonly name: string;
  readonly options: readonly Segment[];
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onValueChange?: (value: string) => void;
}

export const segmentFrameClass =
  "inline-flex max-w-full gap-0.5 overflow-x-auto rounded-md border border-line bg-inset p-0.5 scrollbar-none";
export const segmentClass =
  "inline-flex h-[22px] items-center gap-[5px] rounded-[4px] px-[9px] text-xs whitespace-nowrap text-ink-3 icons-sm hover:text-ink max-wide:h-[30px]";
const chosenClass =
  "has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--color-line-strong)] has-focus-visible:outline-2 has-focus-visible:-outline-offset-1 has-focus-visible:outline-focus has-disabled:hover:text-ink-3";

/** One of a few short options, all in sight. */
export function SegmentedControl({
  label,
  name,
  options,
  value,
  defaultValue,
  onValueChange,
  ...props
}: SegmentedControlProps) {
  return (
    <div role="radiogroup" aria-label={label} {...props} className={segmentFrameClass}>
      {options.map((option) => (
        <label key={option.value} className={classNames("relative", segmentClass, chosenClass)}>
          <input
            className="sr-only"
            type="radio"
            name={name}
            value={option.value}
            disabled={option.disabled}
            checked={value === undefined ? undefined : value === option.value}
            defaultChecked={defaultValue === undefined ? undefined : defaultValue === option.value}
            onChange={onValueChange ? () => onValueChange(option.value) : undefined}
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </div>
  );
}
