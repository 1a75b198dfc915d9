/** What a key of config.toml must hold. */
export type KeyType =
  | "boolean"
  | "duration"
  | "fraction"
  | "level"
  | "directives"
  | "count"
  | "positive count";

const pool = { "procedure-instance-pool-size": "positive count" } as const;

/** Tables and keys that 2.8.3 reads, from the facts of its source; it passes over all others without a word. */
export const knownKeys: Readonly<Record<string, Readonly<Record<string, KeyType>>>> = {
  logs: { level: "level", directives: "directives" },
  "module-http": { enabled: "boolean" },
  websocket: {
    "ping-interval": "duration",
    "idle-timeout": "duration",
    "close-handshake-timeout": "duration",
    "incoming-queue-length": "positive count",
  },
  commitlog: {
    "log-format-version": "count",
    "max-segment-size": "positive count",
    "offset-index-interval-bytes": "positive count",
    "offset-index-require-segment-fsync": "boolean",
    "preallocate-segments": "boolean",
    "write-buffer-size": "positive count",
  },
  wasm: pool,
  v8: pool,
  "v8-heap-policy": {
    "heap-check-request-interval": "count",
    "heap-check-time-interval": "duration",
    "heap-gc-trigger-fraction": "fraction",
    "heap-retire-fraction": "fraction",
    "heap-limit-mb": "count",
  },
};
