"use client";

import { Check, ChevronDown } from "lucide-react";
import * as RadixSelect from "radix-ui/select";
import { classNames } from "@/components/ui/class-names";
import type { FieldControl } from "@/components/ui/field";
import { pageNonce } from "@/components/ui/page-nonce";
import { popupClass, popupItemClass } from "@/components/ui/popup-style";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

export interface SelectProps extends Partial<FieldControl> {
  readonly options: readonly SelectOption[];
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onValueChange?: (value: string) => void;
  readonly name?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly size?: "control" | "field";
  /** The accessible name where no field labels it. */
  readonly label?: string;
  readonly className?: string;
}

/** One of several values. Spread a `FieldControl` onto it, or give `label`. */
export function Select(props: SelectProps) {
  const {
    options,
    value,
    defaultValue,
    onValueChange,
    name,
    placeholder,
    disabled,
    size = "field",
    label,
  } = props;
  return (
    <RadixSelect.Root
      value={value}
      defaultValue={defaultValue}
      onValueChange={onValueChange}
      name={name}
      disabled={disabled}
    >
      <RadixSelect.Trigger
        id={props.id}
        aria-label={label}
        aria-labelledby={props["aria-labelledby"]}
        aria-describedby={props["aria-describedby"]}
        aria-invalid={props["aria-invalid"]}
        className={classNames(
          "inline-flex items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-left whitespace-nowrap focus-visible:rounded-md disabled:cursor-not-allowed disabled:bg-inset disabled:text-ink-3 aria-invalid:border-bad-solid data-placeholder:text-ink-3",
          size === "field" ? "h-field w-full max-wide:h-10" : "h-control max-wide:h-9",
          props.className,
        )}
      >
        <span className="truncate">
          <RadixSelect.Value placeholder={placeholder} />
        </span>
        <RadixSelect.Icon asChild>
          <ChevronDown className="icon-sm text-ink-3" />
        </RadixSelect.Icon>
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={classNames(
            popupClass,
            "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width)",
          )}
        >
          <RadixSelect.Viewport nonce={pageNonce()}>
            {options.map((option) => (
              <RadixSelect.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className={classNames(popupItemClass, "pr-2")}
              >
                <span className="grid size-3.5 flex-none place-items-center">
                  <RadixSelect.ItemIndicator>
                    <Check className="icon-sm" />
                  </RadixSelect.ItemIndicator>
                </span>
                <RadixSelect.ItemText>{option.label}</RadixSelect.ItemText>
                {option.hint && <span className="ml-auto pl-4 text-xs text-ink-3">{option.hint}</span>}
              </RadixSelect.Item>
            ))}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
  );
}
