/**
 * How a long set-up speaks. `step` shows that work goes on while nothing else is printed.
 * @typedef {object} Terminal
 * @property {(text: string) => void} say
 * @property {(text: string) => void} warn
 * @property {<T>(title: string, work: () => Promise<T>, isGood?: (result: T) => boolean) => Promise<T>} step a thrown
 *   error is a failed step, and so is a result that is not good
 */

/** Silence longer than this looks like a hang where lines cannot be rewritten. */
const HEARTBEAT_MS = 15_000;

/** @type {Record<"bold" | "dim" | "red" | "green" | "yellow" | "cyan", number>} SGR codes */
const COLOURS = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

/**
 * Whether colours may be written: only to a terminal, and never against NO_COLOR (no-color.org).
 * @param {{ isTTY?: boolean }} stream
 * @param {import("./run-command.mjs").Environment} env
 */
export function coloursAllowed(stream, env) {
  return stream.isTTY === true && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb";
}

/**
 * @param {boolean} allowed
 * @returns {(colour: keyof typeof COLOURS, text: string) => string}
 */
export function painter(allowed) {
  return (colour, text) => (allowed ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text);
}

/**
 * @param {number} durationMs
 * @returns {string} "0.4 s", "12 s", "2 min 5 s"
 */
export function formatDuration(durationMs) {
  if (durationMs < 9_950) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Terminal}
 */
export function createTerminal(stream = process.stdout) {
  const paint = painter(coloursAllowed(stream, process.env));
  const indent = (/** @type {string} */ text) => text.split("\n").join("\n    ");
  return {
    say: (text) => void stream.write(`  ${paint("dim", "·")} ${indent(text)}\n`),
    warn: (text) => void stream.write(`  ${paint("yellow", "!")} ${indent(text)}\n`),
    async step(title, work, isGood = () => true) {
      const startMs = Date.now();
      stream.write(`  ${paint("cyan", "›")} ${title} …\n`);
      const heartbeat = setInterval(() => {
        const sinceStart = formatDuration(Date.now() - startMs);
        stream.write(`    ${paint("dim", `still at it, ${sinceStart}`)}\n`);
      }, HEARTBEAT_MS);
      try {
        const result = await work();
        const took = paint("dim", formatDuration(Date.now() - startMs));
        const mark = isGood(result) ? paint("green", "✓") : paint("red", "✗");
        stream.write(`  ${mark} ${title} ${took}\n`);
        return result;
      } catch (error) {
        stream.write(`  ${paint("red", "✗")} ${title}\n`);
        throw error;
      } finally {
        clearInterval(heartbeat);
      }
    },
  };
}
