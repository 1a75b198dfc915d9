import { ChevronDown } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import type { FieldControl } from "@/components/ui/field";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  /** Short remark after the label, as "default". */
  readonly hint?: string;
  readonly disabled?: boolean;
}

export interface SelectProps extends Partial<FieldControl> {
  readonly options: readonly SelectOption[];
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onValueChange?: (value: string) => void;
  readonly name?: string;
  readonly disabled?: boolean;
  readonly size?: "control" | "field";
  /** The accessible name where no field labels it. */
  readonly label?: string;
  readonly className?: string;
}

/**
 * One of several values. Spread a `FieldControl` onto it, or give `label`. It is the browser's own select, so that it
 * works on every phone and before any script; where the browser lets its list be styled, `globals.css` does so.
 */
export function Select(props: SelectProps) {
  const { options, value, defaultValue, onValueChange, name, disabled, size = "field", label } = props;
  return (
    <span className={classNames("relative inline-flex", size === "field" && "w-full", props.className)}>
      <select
        id={props.id}
        name={name}
        disabled={disabled}
        value={value}
        defaultValue={defaultValue}
        onChange={onValueChange ? (event) => onValueChange(event.target.value) : undefined}
        aria-label={label}
        aria-labelledby={props["aria-labelledby"]}
        aria-describedby={props["aria-describedby"]}
        aria-invalid={props["aria-invalid"]}
        className={classNames(
          "picker w-full truncate rounded-md border border-line-strong bg-surface pr-8 pl-2.5 text-left focus-visible:rounded-md disabled:cursor-not-allowed disabled:bg-inset disabled:text-ink-3 aria-invalid:border-bad-solid",
          size === "field" ? "h-field max-wide:h-10 max-wide:text-lg" : "h-control max-wide:h-9",
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.hint ? `${option.label} (${option.hint})` : option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="icon-sm pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
    </span>
  );
}
