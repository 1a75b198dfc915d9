"use client";

import { type ReactNode, useId } from "react";
import { FieldError } from "@/components/ui/field-error";
import { Switch, type SwitchProps } from "@/components/ui/switch";

export interface SwitchFieldProps
  extends Omit<SwitchProps, "aria-label" | "aria-labelledby" | "aria-describedby" | "id"> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  /** The variable behind it, as "DISABLE_SIGNUP=false". */
  readonly variable?: string;
  readonly id?: string;
}

/** A switch with what it does at its right. */
export function SwitchField({ label, hint, error, variable, id, ...props }: SwitchFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const described = Boolean(hint || variable || error);
  return (
    <div className="grid grid-cols-[28px_minmax(0,1fr)] items-start gap-2.5 py-1.5 leading-4">
      <Switch {...props} id={fieldId} aria-describedby={described ? `${fieldId}-hint` : undefined} />
      <div>
        <label htmlFor={fieldId}>{label}</label>
        {described && (
          <div id={`${fieldId}-hint`} className="text-xs text-ink-3">
            {hint && <span className="mt-0.5 block">{hint}</span>}
            {variable && <span className="mono mt-0.5 block">{variable}</span>}
            {error && <FieldError>{error}</FieldError>}
          </div>
        )}
      </div>
    </div>
  );
}
