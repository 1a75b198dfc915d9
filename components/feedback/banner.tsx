import { X } from "lucide-react";
import type { ReactNode } from "react";
import { type DisplayState, stateTones, toneClasses } from "@/components/state/display-state";
import { StateIcon } from "@/components/state/state-icon";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";

export interface BannerProps {
  readonly state: DisplayState;
  /** What is so. */
  readonly title: string;
  /** Since when, what still works. */
  readonly children?: ReactNode;
  /** The next try, buttons of size `small`, a link. */
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
  readonly className?: string;
}

/** A message for the whole page. What is bad is announced at once, the rest when there is time. */
export function Banner({ state, title, children, actions, onDismiss, className }: BannerProps) {
  const tone = stateTones[state];
  const look = toneClasses[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={classNames(
        "flex items-center gap-2.5 rounded-lg border px-3.5 py-[9px] max-wide:grid max-wide:grid-cols-[14px_minmax(0,1fr)]",
        look.line,
        look.tint,
        className,
      )}
    >
      <StateIcon state={state} className="mt-[3px] self-start" />
      <span className="prose">
        <b className={classNames("font-semibold", look.ink)}>{title}</b>
        {children && <span className="text-ink-2"> {children}</span>}
      </span>
      {(actions || onDismiss) && (
        <span className="ml-auto flex flex-none flex-wrap items-center gap-2 max-wide:col-start-2 max-wide:ml-0">
          {actions}
          {onDismiss && <IconButton label="Dismiss" icon={<X />} onClick={onDismiss} />}
        </span>
      )}
    </div>
  );
}
