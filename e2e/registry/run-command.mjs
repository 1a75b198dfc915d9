import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [input] written to standard input
 * @property {(line: string) => void} [onLine] called for each line of either stream, as it comes
 */

/** Lines of output that an error message quotes. */
const QUOTED_LINES = 12;

/**
 * Runs a program without a shell and returns what it wrote to standard output.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export function runCommand(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["pipe", "pipe", "pipe"],
    });
    /** @type {string[]} */
    const output = [];
    /** @type {string[]} */
    const recent = [];
    /** @param {string} line */
    const keep = (line) => {
      recent.push(line);
      if (recent.length > QUOTED_LINES) recent.shift();
      options.onLine?.(line);
    };
    createInterface({ input: child.stdout }).on("line", (line) => {
      output.push(line);
      keep(line);
    });
    createInterface({ input: child.stderr }).on("line", keep);
    // A program that ends before it has read its input is judged by its exit code alone.
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");
    child.once("error", (error) => reject(new Error(`${program} cannot be started: ${error.message}`)));
    child.once("close", (code, signal) => {
      if (code === 0) resolve(output.join("\n"));
      else
        reject(new Error(`${program} ${args[0] ?? ""} ended with ${signal ?? code}:\n${recent.join("\n")}`));
    });
  });
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether it can be started and ends with 0
 */
export async function commandSucceeds(program, args) {
  return runCommand(program, args).then(
    () => true,
    () => false,
  );
}
