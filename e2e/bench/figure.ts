import { loadavg } from "node:os";

/** One row of the table: what was measured, against what, and whether the goal was met. */
export type Figure = {
  name: string;
  goal: string;
  panel: string;
  /** The same without the panel, measured in turns with it; empty where there is no such thing. */
  yardstick: string;
  result: string;
  met: boolean;
  runs: number;
  method: string;
  /** Processes that wanted a core when it began. */
  load: string;
};

/** As it is kept between runs: what was measured, by what and when. */
export type KeptFigures = { name: string; date: string; figures: Figure[] };

export type Benchmark = {
  name: string;
  measure(say: (line: string) => void): Promise<Figure[]>;
};

export function loadNow(): string {
  return (loadavg()[0] ?? Number.NaN).toFixed(1);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) throw new Error("There is no median of nothing");
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
    : (sorted[Math.floor(middle)] ?? 0);
}

/** `12.3 ms [11.0–15.2]`: the median, the least and the most. */
export function spread(values: readonly number[], unit: string, digits = 1): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} ${unit} [${least.toFixed(digits)}–${most.toFixed(digits)}]`;
}
