const UNITS = [
  { ms: 86_400_000, one: "day", many: "days" },
  { ms: 3_600_000, one: "h", many: "h" },
  { ms: 60_000, one: "min", many: "min" },
  { ms: 1_000, one: "s", many: "s" },
] as const;

/** A span as a person says it, in its largest unit: `12 s`, `5 min`, `3 h`, `1 day`. A negative one is `0 s`. */
export function durationWords(spanMs: number): string {
  for (const { ms, one, many } of UNITS) {
    const count = Math.floor(spanMs / ms);
    if (count >= 1) return `${count} ${count === 1 ? one : many}`;
  }
  return "0 s";
}
