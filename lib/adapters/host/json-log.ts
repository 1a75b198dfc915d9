import type { Log, LogLevel } from "@/lib/ports/log";

const WEIGHT: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** One JSON object a line; `redact` sees the whole line. */
export function jsonLog(options: {
  write: (line: string) => void;
  least: LogLevel;
  redact: (text: string) => string;
  now: () => Date;
}): Log {
  const { write, least, redact, now } = options;
  return (level, event, fields = {}) => {
    if (WEIGHT[level] < WEIGHT[least]) return;
    write(`${redact(JSON.stringify({ at: now().toISOString(), level, event, ...fields }))}\n`);
  };
}
