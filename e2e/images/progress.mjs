/** Nothing longer than this passes without a line. */
const HEARTBEAT_MS = 15_000;
const QUOTED_CHARACTERS = 90;

/**
 * @param {number} ms
 * @returns {string} like "1m05s" or "7.3s"
 */
export function formatElapsed(ms) {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, "0")}s`;
}

/**
 * @param {number} bytes
 * @returns {string}
 */
export function formatMegabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/**
 * @param {string} line
 * @returns {string} without control characters and cut to fit a line
 */
function quoted(line) {
  const plain = line.replace(/\p{Cc}/gu, " ").trim();
  return plain.length > QUOTED_CHARACTERS ? `${plain.slice(0, QUOTED_CHARACTERS)}…` : plain;
}

/**
 * Writes one line when a step begins and ends, and a sign of life in between.
 * @param {(line: string) => void} write
 */
export function createProgress(write) {
  const startedAt = Date.now();
  /** @param {string} text */
  const line = (text) => write(`[${formatElapsed(Date.now() - startedAt).padStart(7)}] ${text}`);
  return {
    line,
    /**
     * @template T
     * @param {string} title
     * @param {(onLine: (line: string) => void) => Promise<T>} run given a sink for the output of what it runs
     * @returns {Promise<T>}
     */
    step: async (title, run) => {
      const stepStartedAt = Date.now();
      let last = "";
      line(`${title} …`);
      const heartbeat = setInterval(
        () => line(`${title}: ${formatElapsed(Date.now() - stepStartedAt)} so far${last ? `, ${last}` : ""}`),
        HEARTBEAT_MS,
      );
      try {
        const result = await run((output) => {
          last = quoted(output) || last;
        });
        line(`${title}: done in ${formatElapsed(Date.now() - stepStartedAt)}`);
        return result;
      } finally {
        clearInterval(heartbeat);
      }
    },
  };
}

/** @typedef {ReturnType<typeof createProgress>} Progress */
