import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";

export interface ValueRowFrameProps {
  readonly label: string;
  /** Behind the label: a mark that the value is proven. */
  readonly mark?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Label, value in mono and its buttons on one line of a panel. */
export function ValueRowFrame({ label, mark, actions, children }: ValueRowFrameProps) {
  return (
    <div className="grid min-h-9 grid-cols-[160px_minmax(0,1fr)_auto] items-center gap-3 border-b border-line py-0.5 pr-2 pl-3.5 last:border-b-0 max-wide:grid-cols-[minmax(0,1fr)_auto] max-wide:gap-x-2 max-wide:gap-y-0.5 max-wide:py-1.5">
      <span className="flex items-center justify-between gap-2 text-ink-3 max-wide:justify-start max-wide:text-xs">
        {label}
        {mark}
      </span>
      <div className="mono-xs min-w-0 max-wide:col-start-1 max-wide:row-start-2">{children}</div>
      <span className="flex items-center gap-0.5 max-wide:col-start-2 max-wide:row-span-2 max-wide:row-start-1">
        {actions}
      </span>
    </div>
  );
}

export interface ValueRowProps {
  readonly label: string;
  readonly mark?: ReactNode;
  /** What its button calls it; the label unless given. */
  readonly called?: string;
  /** What is copied, and what is shown unless `children` shows it. */
  readonly value: string;
  /** A remark at the value, as a `Tag` "public, plain http". */
  readonly tag?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A value that is no secret, with its copy button. */
export function ValueRow({ label, mark, called = label, value, tag, actions, children }: ValueRowProps) {
  return (
    <ValueRowFrame
      label={label}
      mark={mark}
      actions={
        <>
          {actions}
          <CopyButton label={called} value={value} />
        </>
      }
    >
      <span className="flex min-w-0 items-center gap-x-2 gap-y-0.5 max-wide:flex-wrap">
        <span className="min-w-0 truncate">{children ?? value}</span>
        {tag}
      </span>
    </ValueRowFrame>
  );
}
