import { spawn } from "node:child_process";
import { endChild } from "../end-child.mjs";
import { MEMORY_POOLS } from "../panel-process.mjs";

/** The worker gives itself 4.5 s; docker/compose.yaml grants more than this for all of them. */
const END_TIMEOUT_MS = 8_000;

/**
 * @typedef {object} Started
 * @property {string} name
 * @property {Promise<string>} ended how it ended, in words
 * @property {Promise<void>} failed resolves when it ended otherwise than with exit code 0
 * @property {() => Promise<void>} end TERM, then KILL when it does not go
 */

/**
 * Starts a Node program whose output is the container's. With a user, it is that one and has exactly its one group and
 * no capability: spawn clears the other groups before it changes the user, and the kernel the rest at exec.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ env: import("../run-command.mjs").Environment, user: import("./users.mjs").User | undefined }} role
 * @returns {Started}
 */
export function startAs(name, args, { env, user }) {
  const child = spawn(process.execPath, args, {
    env: { ...MEMORY_POOLS, .../** @type {NodeJS.ProcessEnv} */ (env) },
    // A group of its own: a Ctrl-C at an attached terminal reaches it through us alone, and in order.
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
    ...user,
  });
  /** @type {Promise<{ code: number | null, how: string }>} */
  const exit = new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: null, how: error.message }));
    child.once("exit", (code, signal) => resolve({ code, how: signal ?? `exit code ${code}` }));
  });
  const ended = exit.then(({ how }) => how);
  return {
    name,
    ended,
    failed: new Promise((resolve) => {
      exit.then(({ code }) => {
        if (code !== 0) resolve();
      });
    }),
    end: () => endChild(child, ended, END_TIMEOUT_MS),
  };
}
