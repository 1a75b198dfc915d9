/** A space that does not break: a figure stays with its unit. */
const space = "\u00a0";

const binaryUnits = ["B", "KiB", "MiB", "GiB", "TiB"] as const;
const decimalUnits = ["B", "kB", "MB", "GB", "TB"] as const;

export interface ByteStyle {
  /** `binary` (MiB) for memory and disk, `decimal` (MB) for what comes over the network. */
  readonly base?: "binary" | "decimal";
  /** Fixed decimals, for figures that move and must not change their width. */
  readonly digits?: number;
}

/** Bytes with the unit that a person would choose: `1.96 GiB`, `412 MiB`, `4 KiB`. */
export function formatBytes(bytes: number, { base = "binary", digits }: ByteStyle = {}): string {
  const step = base === "binary" ? 1024 : 1000;
  const units = base === "binary" ? binaryUnits : decimalUnits;
  let size = Math.max(0, bytes);
  let unit = 0;
  // 999.6 would be printed as 1000: the next unit reads better.
  while (unit < units.length - 1 && Math.round(size) >= step) {
    size /= step;
    unit += 1;
  }
  const most = unit >= 3 ? (size < 10 ? 2 : size < 100 ? 1 : 0) : unit === 2 && size < 10 ? 1 : 0;
  const text = digits === undefined ? String(Number(size.toFixed(most))) : size.toFixed(digits);
  return `${text}${space}${units[unit]}`;
}

/** A rate over the network: `9.8 MB/s`. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond, { base: "decimal", ...(bytesPerSecond >= 1e6 && { digits: 1 }) })}/s`;
}

/** How long something took or takes, in at most two units: `6 ms`, `4.1 s`, `4 min 32 s`, `2 h 5 min`, `41 days`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < 1000 && Math.round(ms) < 1000) return `${Math.round(ms)}${space}ms`;
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))}${space}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${space}s`;
  if (whole < 3600) return pair(Math.floor(whole / 60), "min", whole % 60, "s");
  const minutes = Math.round(whole / 60);
  if (minutes < 24 * 60) return pair(Math.floor(minutes / 60), "h", minutes % 60, "min");
  return plural(Math.floor(minutes / (24 * 60)), "day");
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  const first = `${big}${space}${bigUnit}`;
  return small === 0 ? first : `${first} ${small}${space}${smallUnit}`;
}

/** A share from 0 to 1: `0.8 %`, `13 %`. */
export function formatPercent(share: number): string {
  const percent = Math.max(0, share * 100);
  return `${percent < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent)}${space}%`;
}

/** A whole number with its thousands apart: `1,208`. */
export function formatCount(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count with its noun: `1 service`, `12 services`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatCount(count)}${space}${count === 1 ? noun : nouns}`;
}

/** How long ago, in one unit: `just now`, `40 s ago`, `12 min ago`, `2 h ago`, `6 days ago`. The future is `in …`. */
export function formatAge(atMs: number, nowMs: number): string {
  const seconds = Math.round((nowMs - atMs) / 1000);
  if (Math.abs(seconds) < 3) return "just now";
  const span = Math.abs(seconds);
  const text =
    span < 60
      ? `${span}${space}s`
      : span < 3600
        ? `${Math.floor(span / 60)}${space}min`
        : span < 48 * 3600
          ? `${Math.floor(span / 3600)}${space}h`
          : span < 90 * 86_400
            ? plural(Math.floor(span / 86_400), "day")
            : span < 730 * 86_400
              ? plural(Math.floor(span / (30.44 * 86_400)), "month")
              : plural(Math.floor(span / (365.25 * 86_400)), "year");
  return seconds > 0 ? `${text} ago` : `in ${text}`;
}
