import { appendFileSync, readFileSync } from "node:fs";

/**
 * Stands in for Compose: writes down what it was given, and does nothing.
 * @param {string} log
 */
export function recordRun(log) {
  const args = process.argv.slice(2);
  if (args[0] === "version") {
    process.stdout.write("2.40.0\n");
    return;
  }
  const composeYaml = readFileSync(0, "utf8");
  const envFile = readFileSync("/dev/fd/3", "utf8");
  const run = { args, composeYaml, envFile, environment: Object.keys(process.env), cwd: process.cwd() };
  appendFileSync(log, `${JSON.stringify(run)}\n`);
  // What changes something fails: nothing has been changed.
  if (args.includes("config")) return;
  process.stderr.write("this is no Compose\n");
  process.exitCode = 1;
}
