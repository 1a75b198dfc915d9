import { spawn } from "node:child_process";

/** @typedef {Record<string, string | undefined>} Environment variables of a process */

/**
 * What a command did. `code` is null when a signal ended it, 127 when the program does not exist.
 * @typedef {{ code: number | null, stdout: string, stderr: string, timedOut: boolean }} Outcome
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Environment} [env] the whole environment; this process's own when missing
 * @property {number} [timeoutMs] after it TERM, and KILL five seconds later
 * @property {(text: string) => void} [onOutput] sees both streams as they come
 */

/** Characters kept per stream: enough for every report that is parsed, bounded for a build that never stops. */
const KEPT_CHARACTERS = 4_000_000;
const KILL_AFTER_MS = 5_000;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** Ends every command that still runs, for a process that is told to stop in the middle. */
export function endRunningCommands() {
  for (const child of running) child.kill("SIGTERM");
}

/**
 * Runs a program without a shell and waits for it. Never rejects: a missing program is an outcome too.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function runCommand(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], {
      cwd: options.cwd,
      env: /** @type {NodeJS.ProcessEnv} */ (options.env ?? process.env),
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    const kept = { stdout: "", stderr: "" };
    let timedOut = false;
    /** @type {NodeJS.Timeout[]} */
    const timers = [];
    if (options.timeoutMs !== undefined) {
      timers.push(
        setTimeout(() => {
          timedOut = true;
          child.kill("SIGTERM");
          timers.push(setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS));
        }, options.timeoutMs),
      );
    }
    for (const name of /** @type {const} */ (["stdout", "stderr"])) {
      child[name].setEncoding("utf8");
      child[name].on("data", (/** @type {string} */ text) => {
        kept[name] = (kept[name] + text).slice(-KEPT_CHARACTERS);
        options.onOutput?.(text);
      });
    }
    const finish = (/** @type {number | null} */ code, /** @type {string} */ reason) => {
      running.delete(child);
      for (const timer of timers) clearTimeout(timer);
      resolve({ code, stdout: kept.stdout, stderr: kept.stderr + reason, timedOut });
    };
    child.once("error", (error) => finish(127, `${program}: ${error.message}`));
    child.once("close", (code) => finish(code, ""));
  });
}

/**
 * The last lines of what a command wrote, for people.
 * @param {Outcome} outcome
 * @param {number} [count]
 * @returns {string}
 */
export function lastLines(outcome, count = 15) {
  const lines = `${outcome.stdout}\n${outcome.stderr}`.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-count).join("\n");
}
