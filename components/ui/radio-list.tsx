import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface RadioListOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

export interface RadioListProps {
  readonly label?: string;
  readonly "aria-labelledby"?: string;
  readonly "aria-describedby"?: string;
  readonly name: string;
  readonly options: readonly RadioListOption[];
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onValueChange?: (value: string) => void;
}

/** A plain choice, one line each. */
export function RadioList({
  label,
  name,
  options,
  value,
  defaultValue,
  onValueChange,
  ...props
}: RadioListProps) {
  return (
    <div role="radiogroup" aria-label={label} {...props} className="grid gap-2.5">
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames("flex items-center gap-2", option.disabled && "text-ink-3")}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            disabled={option.disabled}
            checked={value === undefined ? undefined : value === option.value}
            defaultChecked={defaultValue === undefined ? undefined : defaultValue === option.value}
            onChange={onValueChange ? () => onValueChange(option.value) : undefined}
            className="size-4 flex-none appearance-none rounded-full border border-line-strong bg-surface checked:border-[5px] checked:border-accent checked:bg-on-accent focus-visible:rounded-full"
          />
          <span>
            {option.label}
            {option.hint && <span className="ml-2 text-xs text-ink-3">{option.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
