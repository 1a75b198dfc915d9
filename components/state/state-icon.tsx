import type { ReactNode } from "react";
import { type DisplayState, stateTones, toneClasses } from "@/components/state/display-state";
import { classNames } from "@/components/ui/class-names";

const onDisc = {
  fill: "none",
  stroke: "var(--color-surface)",
  strokeWidth: 1.7,
  strokeLinecap: "round",
} as const;

const disc = (mark: string): ReactNode => (
  <>
    <circle cx="8" cy="8" r="7" fill="currentColor" />
    <path d={mark} strokeLinejoin="round" {...onDisc} />
  </>
);

const tick = disc("m5 8.2 2.1 2.1L11 6.2");
const cross = disc("m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8");

const openRing = (
  <>
    <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeOpacity=".28" strokeWidth="2" />
    <path d="M8 2a6 6 0 0 1 6 6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  </>
);

const shapes: Record<DisplayState, ReactNode> = {
  running: tick,
  done: tick,
  failed: cross,
  starting: openRing,
  deploying: openRing,
  stopping: openRing,
  degraded: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor" />
    </>
  ),
  unhealthy: (
    <>
      <path d="M8 .9 15.1 8 8 15.1.9 8z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 4.6v4M8 11.1v.1" {...onDisc} />
    </>
  ),
  stopped: (
    <rect x="3" y="3" width="10" height="10" rx="2" fill="none" stroke="currentColor" strokeWidth="1.8" />
  ),
  unknown: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeDasharray="2.6 2.1"
      />
      <circle cx="8" cy="8" r="1.4" fill="currentColor" />
    </>
  ),
  waiting: (
    <circle
      cx="8"
      cy="8"
      r="5.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeDasharray="1.6 2"
    />
  ),
};

export interface StateIconProps {
  readonly state: DisplayState;
  readonly size?: 14 | 16;
  /** The word for screen readers, where no visible one stands beside the shape. */
  readonly word?: string;
  readonly className?: string;
}

/** The shape of a state in its colour. Use it bare only where the word is beside it; else give `word`. */
export function StateIcon({ state, size = 14, word, className }: StateIconProps) {
  const tone = stateTones[state];
  return (
    <>
      <svg
        viewBox="0 0 16 16"
        width={size}
        height={size}
        aria-hidden="true"
        className={classNames(
          "block flex-none",
          toneClasses[tone].icon,
          tone === "accent" && "animate-spin",
          className,
        )}
      >
        {shapes[state]}
      </svg>
      {word && <span className="sr-only">{word}</span>}
    </>
  );
}
