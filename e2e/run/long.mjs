/** `node e2e/run/long.mjs <program.ts> [arguments]`: sets up all that soak and bench need, then runs the program. */
import { spawn } from "node:child_process";
import { describeError } from "../../lib/launch/launch-error.mjs";
import { requireSupportedNode } from "../../lib/launch/node-version.mjs";

requireSupportedNode();
const { prepareAll, ROOT } = await import("./prepare-all.mjs");

/** @param {readonly string[]} args */
async function run(args) {
  const { env, missing } = await prepareAll();
  for (const [need, reason] of missing) process.stdout.write(`  Without ${need}: ${reason}\n`);
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    cwd: ROOT,
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: "inherit",
  });
  // A terminal signals both; whoever signals this process alone means the program, which may end its try first.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.on(signal, () => signal === "SIGTERM" && child.kill(signal));
  }
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

process.exitCode = await run(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${describeError(error)}\n`);
  return 1;
});
