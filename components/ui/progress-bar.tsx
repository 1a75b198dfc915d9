import { classNames } from "@/components/ui/class-names";

/** `muted` is what is taken already, beside what is asked for. */
export type BarTone = "accent" | "ok" | "warn" | "neutral" | "muted";

const fills: Record<BarTone, string> = {
  accent: "bg-accent",
  ok: "bg-ok-solid",
  warn: "bg-warn-solid",
  neutral: "bg-ink-3",
  muted: "bg-ink-3 opacity-35",
};

/** Shades of grey for the parts of a bar that shows a share, darkest first. */
const shades = ["", "opacity-70", "opacity-50", "opacity-35"] as const;

export interface ProgressBarProps {
  /** What moves, as "Pulling". */
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** The quantity in words, as "1.04 of 1.68 GB". */
  readonly valueText?: string;
  readonly tone?: BarTone;
  readonly large?: boolean;
}

function partOf(value: number, max: number): number {
  return max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0;
}

/** How far work has come. */
export function ProgressBar({
  label,
  value,
  max,
  valueText,
  tone = "accent",
  large = false,
}: ProgressBarProps) {
  const percent = partOf(value, max);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      aria-valuetext={valueText}
      className={classNames("overflow-hidden rounded-xs bg-track", large ? "h-2" : "h-1.5")}
    >
      <div className={classNames("h-full", fills[tone])} style={{ width: `${percent}%` }} />
    </div>
  );
}

export interface ShareBarPart {
  readonly value: number;
  readonly tone?: BarTone;
}

export interface ShareBarProps {
  /** The whole in a sentence, as "4.9 of 7.8 GiB used, 2.9 GiB free". */
  readonly label: string;
  readonly parts: readonly ShareBarPart[];
  readonly max: number;
  readonly className?: string;
}

/** How a quantity is shared out: host memory, disk, what a profile would need on top. */
export function ShareBar({ label, parts, max, className }: ShareBarProps) {
  return (
    <div
      role="img"
      aria-label={label}
      className={classNames("flex h-1.5 gap-px overflow-hidden rounded-xs bg-track", className)}
    >
      {parts.map((part, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts have an order and nothing else
          key={index}
          className={classNames(fills[part.tone ?? "neutral"], part.tone ? "" : (shades[index] ?? shades[3]))}
          style={{ width: `${partOf(part.value, max)}%` }}
        />
      ))}
    </div>
  );
}
