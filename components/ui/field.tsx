import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { FieldError } from "@/components/ui/field-error";

/** What a control spreads onto itself to be tied to its label, hint and error. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
  /** Only of a field that holds a group (radios, switches), which a `for` cannot name. */
  readonly "aria-labelledby"?: string;
}

export interface FieldProps {
  readonly label: ReactNode;
  /** Plain words: what the value does. */
  readonly hint?: ReactNode;
  /** In words a person uses; replaces nothing, stands beside the control. */
  readonly error?: ReactNode;
  /** The variable behind the setting, shown second and in mono. */
  readonly variable?: string;
  /** Short remark at the right of the label, as "12 characters or more". */
  readonly aside?: ReactNode;
  /** `row` puts the label into a column at the left and a line under the field. */
  readonly layout?: "stacked" | "row";
  readonly group?: boolean;
  readonly id?: string;
  readonly className?: string;
  readonly children: (control: FieldControl) => ReactNode;
}

export function Field(props: FieldProps) {
  const { label, hint, error, variable, aside, layout = "stacked", group = false, className } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const hasHint = Boolean(hint || variable);
  const describedBy = [error && `${id}-error`, hasHint && `${id}-hint`].filter(Boolean).join(" ");
  const control: FieldControl = {
    id,
    ...(describedBy && { "aria-describedby": describedBy }),
    ...(error && { "aria-invalid": true as const }),
    ...(group && { "aria-labelledby": `${id}-label` }),
  };
  const row = layout === "row";
  const labelClass = classNames("font-medium", row && "block py-1 leading-5 max-wide:py-0");
  const name = group ? (
    <span id={`${id}-label`} className={labelClass}>
      {label}
    </span>
  ) : (
    <label id={`${id}-label`} htmlFor={id} className={labelClass}>
      {label}
    </label>
  );
  const below = (
    <>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hasHint && (
        <p id={`${id}-hint`} className="mt-[5px] text-xs text-ink-3">
          {hint}
          {variable && (
            <span className={classNames("mono whitespace-nowrap", Boolean(hint) && "ml-1.5")}>
              {variable}
            </span>
          )}
        </p>
      )}
    </>
  );
  if (row) {
    return (
      <div
        className={classNames(
          "grid grid-cols-[148px_minmax(0,1fr)] items-start gap-x-4 gap-y-2 border-b border-line py-[11px] max-wide:grid-cols-1 max-wide:gap-y-1",
          className,
        )}
      >
        <div>
          {name}
          {aside && <span className="block text-xs text-ink-3">{aside}</span>}
        </div>
        <div className="min-w-0">
          {props.children(control)}
          {below}
        </div>
      </div>
    );
  }
  return (
    <div className={classNames("min-w-0", className)}>
      <div className="mb-[5px] flex justify-between gap-2">
        {name}
        {aside && <span className="text-xs leading-5 text-ink-3">{aside}</span>}
      </div>
      {props.children(control)}
      {below}
    </div>
  );
}
