export const sparklineWidth = 72;
export const sparklineHeight = 20;

export interface SparklinePath {
  readonly line: string;
  readonly area: string;
}

/**
 * Paths for a figure over time on a fixed scale from 0 to `max`. A missing value (`null`) breaks the line: nothing is
 * invented between two readings. One pixel is left at the top so that a full line is not cut.
 */
export function sparklinePath(points: readonly (number | null)[], max: number): SparklinePath {
  const step = sparklineWidth / Math.max(1, points.length - 1);
  const y = (value: number) =>
    sparklineHeight - Math.min(1, Math.max(0, value / (max || 1))) * (sparklineHeight - 1);
  let line = "";
  let area = "";
  let run: string[] = [];
  let runStart = 0;
  const closeRun = (endIndex: number) => {
    if (run.length === 0) return;
    const end = run.length === 1 ? (runStart + 0.5) * step : (endIndex - 1) * step;
    const path = run.length === 1 ? `${run[0]}H${end.toFixed(1)}` : run.join("L");
    line += `M${path}`;
    area += `M${path}L${end.toFixed(1)} ${sparklineHeight}L${(runStart * step).toFixed(1)} ${sparklineHeight}Z`;
    run = [];
  };
  points.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) {
      closeRun(index);
      return;
    }
    if (run.length === 0) runStart = index;
    run.push(`${(index * step).toFixed(1)} ${y(value).toFixed(1)}`);
  });
  closeRun(points.length);
  return { line, area };
}
