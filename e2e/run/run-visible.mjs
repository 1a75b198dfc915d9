import { spawn } from "node:child_process";
import { formatDuration } from "../../lib/launch/terminal.mjs";

/**
 * @typedef {object} VisibleRun
 * @property {number | null} code null when a signal ended it
 * @property {boolean} timedOut
 */

/** Silence longer than this looks like a hang. */
const HEARTBEAT_MS = 20_000;
const KILL_AFTER_MS = 10_000;

/** @type {Set<number>} process groups */
const groups = new Set();

/** Ends every runner with all that it started. */
export function endRunners() {
  for (const group of groups) signalGroup(group, "SIGTERM");
}

/**
 * Runs a program in a process group of its own, shows what it writes as it comes, and says so when it is silent.
 * @param {string} title
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: import("../../lib/launch/run-command.mjs").Environment, timeoutMs: number }} options
 * @returns {Promise<VisibleRun>}
 */
export function runVisible(title, program, args, { cwd, env, timeoutMs }) {
  return new Promise((resolve) => {
    const startMs = Date.now();
    let lastOutputMs = startMs;
    let timedOut = false;
    const child = spawn(program, [...args], {
      cwd,
      env: /** @type {NodeJS.ProcessEnv} */ (env),
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const group = child.pid;
    if (group !== undefined) groups.add(group);
    const heartbeat = setInterval(() => {
      if (Date.now() - lastOutputMs < HEARTBEAT_MS) return;
      lastOutputMs = Date.now();
      process.stdout.write(`  … ${title}: still running, ${formatDuration(Date.now() - startMs)}\n`);
    }, 1_000);
    const deadline = setTimeout(() => {
      timedOut = true;
      process.stdout.write(`  ${title}: ended, it took longer than ${formatDuration(timeoutMs)}\n`);
      if (group === undefined) return;
      signalGroup(group, "SIGTERM");
      setTimeout(() => signalGroup(group, "SIGKILL"), KILL_AFTER_MS).unref();
    }, timeoutMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (/** @type {Buffer} */ chunk) => {
        lastOutputMs = Date.now();
        process.stdout.write(chunk);
      });
    }
    const finish = (/** @type {number | null} */ code) => {
      clearInterval(heartbeat);
      clearTimeout(deadline);
      if (group !== undefined) groups.delete(group);
      resolve({ code, timedOut });
    };
    child.once("error", (error) => {
      process.stdout.write(`  ${title}: ${error.message}\n`);
      finish(127);
    });
    // Not "close": a daemon that a runner leaves behind may hold its output open for ever.
    child.once("exit", (code) => setTimeout(() => finish(code), 100));
  });
}

/**
 * @param {number} group
 * @param {"SIGTERM" | "SIGKILL"} signal
 */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
  } catch (error) {
    // Gone already.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
