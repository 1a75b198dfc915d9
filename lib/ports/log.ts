export type LogLevel = "debug" | "info" | "warn" | "error";

/** Structured lines of what the worker does. Whatever is written is redacted; never hand it a secret all the same. */
export type Log = (level: LogLevel, event: string, fields?: Readonly<Record<string, unknown>>) => void;
