import { spawn } from "node:child_process";
import { endChild } from "./end-child.mjs";
import { openLogFile } from "./log-file.mjs";

/**
 * V8 flags that keep an idle process small, measured with `npm run bench`. The worker pays for a small heap where it passes
 * on logs: a download of a million lines takes 3.3 s with 4 MiB as with 8 MiB, which idle higher.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const HEAP_FLAGS = {
  worker: ["--max-semi-space-size=4"],
  web: ["--max-semi-space-size=1", "--optimize-for-size"],
};

/** One pool of memory for all threads instead of one each (glibc): 20 MiB less for both processes together. */
export const MEMORY_POOLS = { MALLOC_ARENA_MAX: "1" };

const KEPT_CHARACTERS = 8_000;
const END_TIMEOUT_MS = 15_000;

/**
 * A running worker or web process.
 * @typedef {object} PanelProcess
 * @property {string} name
 * @property {number} pid
 * @property {Promise<string>} ended how it ended, in words
 * @property {() => boolean} isAlive
 * @property {() => string} lastLines
 * @property {() => Promise<void>} end TERM, then KILL when it does not go
 */

/**
 * Starts one of the panel's processes in a process group of its own, so that Ctrl-C reaches it through us alone and
 * in order. Its output goes to its log; what it writes to stderr is shown too.
 * @param {{ name: string, program: string, cwd: string, env: import("./run-command.mjs").Environment, logPath: string,
 *   through?: readonly string[] }} options `through`: what replaces itself by the command that follows, in other
 *   surroundings
 * @returns {PanelProcess}
 */
export function startProcess({ name, program, cwd, env, logPath, through = [] }) {
  const log = openLogFile(logPath);
  const [first = "", ...args] = [...through, process.execPath, ...(HEAP_FLAGS[name] ?? []), program];
  const child = spawn(first, args, {
    cwd,
    env: { ...MEMORY_POOLS, .../** @type {NodeJS.ProcessEnv} */ (env) },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let tail = "";
  let alive = true;
  const keep = (/** @type {Buffer} */ chunk) => {
    log.write(chunk);
    tail = (tail + chunk.toString("utf8")).slice(-KEPT_CHARACTERS);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", (/** @type {Buffer} */ chunk) => {
    keep(chunk);
    process.stderr.write(chunk);
  });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once("error", (error) => {
      alive = false;
      resolve(error.message);
    });
    child.once("close", (code, signal) => {
      alive = false;
      log.close();
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
  });
  return {
    name,
    pid: child.pid ?? 0,
    ended,
    isAlive: () => alive,
    lastLines: () => tail.trimEnd().split("\n").slice(-12).join("\n"),
    end: () => endChild(child, ended, END_TIMEOUT_MS),
  };
}
