"use client";

import type { KeyboardEvent, ReactNode } from "react";
import { TextInput, type TextInputProps } from "@/components/ui/text-input";

export interface NumberInputProps
  extends Omit<TextInputProps, "value" | "onChange" | "min" | "max" | "step" | "type"> {
  /** The text as typed: a half-typed or wrong figure stays where it is and the field says what is wrong with it. */
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly unit?: ReactNode;
}

/** A figure with its unit. The wheel changes nothing; arrow keys step within the limits. */
export function NumberInput({ value, onValueChange, min, max, step = 1, unit, ...props }: NumberInputProps) {
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    const current = Number(value);
    if (direction === 0 || Number.isNaN(current)) return;
    event.preventDefault();
    const next = Math.min(
      max ?? Number.MAX_SAFE_INTEGER,
      Math.max(min ?? Number.MIN_SAFE_INTEGER, current + direction * step),
    );
    onValueChange(String(Number(next.toFixed(6))));
  }
  return (
    <TextInput
      {...props}
      role="spinbutton"
      inputMode="decimal"
      autoComplete="off"
      value={value}
      aria-valuenow={value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined}
      aria-valuemin={min}
      aria-valuemax={max}
      suffix={unit ?? props.suffix}
      onChange={(event) => onValueChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
