import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface RadioCard {
  readonly value: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** At the left of the title, as a `GlyphTile`. */
  readonly icon?: ReactNode;
  /** At the right of the title: the figure that matters. */
  readonly aside?: ReactNode;
  readonly footer?: ReactNode;
  readonly disabled?: boolean;
}

export interface RadioCardsProps {
  /** The accessible name of the group, unless `aria-labelledby` gives it. */
  readonly label?: string;
  readonly "aria-labelledby"?: string;
  readonly "aria-describedby"?: string;
  readonly name: string;
  readonly options: readonly RadioCard[];
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onValueChange?: (value: string) => void;
  readonly className?: string;
}

/** A choice that matters, each option with room to say what it means. `className` sets the grid's columns. */
export function RadioCards({
  label,
  name,
  options,
  value,
  defaultValue,
  onValueChange,
  ...props
}: RadioCardsProps) {
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-labelledby={props["aria-labelledby"]}
      aria-describedby={props["aria-describedby"]}
      className={classNames("grid gap-2", props.className ?? "grid-cols-3 max-wide:grid-cols-1")}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="group relative flex min-w-0 flex-col rounded-lg border border-line bg-surface px-3 py-2.5 hover:border-line-strong has-checked:border-accent has-checked:shadow-[inset_0_0_0_1px_var(--color-accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus has-disabled:text-ink-3"
        >
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
          <span className="flex min-w-0 items-center gap-[9px]">
            {option.icon}
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline gap-2">
                <b className="truncate leading-[18px]">{option.title}</b>
                {option.aside && (
                  <span className="ml-auto font-medium whitespace-nowrap">{option.aside}</span>
                )}
              </span>
              {option.icon && option.detail && (
                <span className="block truncate text-xs text-ink-3">{option.detail}</span>
              )}
            </span>
          </span>
          {!option.icon && option.detail && (
            <span className="mt-0.5 flex-1 text-xs text-ink-3">{option.detail}</span>
          )}
          {option.footer && <span className="mt-2 block text-xs text-ink-3">{option.footer}</span>}
        </label>
      ))}
    </div>
  );
}
