import { sparklineHeight, sparklinePath, sparklineWidth } from "@/components/state/sparkline-path";

/** Above this part of its limit a figure is drawn in amber. */
const hotPart = 0.9;

export interface SparklineProps {
  /** What it shows, as "Memory of db, last 30 minutes". */
  readonly label: string;
  /** Oldest first; `null` where there is no reading. */
  readonly points: readonly (number | null)[];
  /** The limit: the scale always runs from 0 to it. */
  readonly max: number;
  /** False where a high figure is no cause for concern. */
  readonly warns?: boolean;
}

/** 72 x 20 px, the same size before the first reading as after it. */
export function Sparkline({ label, points, max, warns = true }: SparklineProps) {
  const { line, area } = sparklinePath(points, max);
  const latest = points.at(-1);
  const hot = warns && typeof latest === "number" && max > 0 && latest / max > hotPart;
  return (
    <svg
      role="img"
      aria-label={label}
      width={sparklineWidth}
      height={sparklineHeight}
      viewBox={`0 0 ${sparklineWidth} ${sparklineHeight}`}
      preserveAspectRatio="none"
      className={`block flex-none overflow-visible ${hot ? "text-warn-solid" : "text-ink-3"}`}
    >
      {line === "" ? (
        <path
          d={`M0 ${sparklineHeight - 0.5}H${sparklineWidth}`}
          className="stroke-line"
          strokeDasharray="2 3"
        />
      ) : (
        <>
          <path d={area} fill="currentColor" opacity={hot ? 0.18 : 0.13} />
          <path
            d={line}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.25"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </>
      )}
    </svg>
  );
}
