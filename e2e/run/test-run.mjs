import { resolve } from "node:path";
import { describeError } from "../../lib/launch/launch-error.mjs";
import { endRunningCommands } from "../../lib/launch/run-command.mjs";
import { createTerminal, formatDuration } from "../../lib/launch/terminal.mjs";
import { NOTHING, sumCounts, verdictLine } from "./counts.mjs";
import { runStages } from "./run-stages.mjs";
import { endRunners } from "./run-visible.mjs";
import { allStages, readStageArguments } from "./stages.mjs";
import { prepareCheckout, setUpSurroundings } from "./surroundings.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const INTERRUPTED_EXIT_CODE = 130;

/**
 * Runs stages with all set-up and ends with the one line of the verdict.
 * @param {readonly string[]} args of the command line
 * @param {readonly string[]} [chosen] names of stages; all when missing
 * @returns {Promise<number>} the exit code
 */
export async function runTests(args, chosen) {
  const stages = allStages(ROOT, process.stdout.isTTY === true).filter(
    ({ name }) => chosen === undefined || chosen.includes(name),
  );
  const choice = readStageArguments(
    args,
    stages.map(({ name }) => name),
  );
  if ("problem" in choice) {
    process.stderr.write(`${choice.problem}\n`);
    return 2;
  }
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      endRunners();
      endRunningCommands();
      process.exit(INTERRUPTED_EXIT_CODE);
    });
  }
  const wanted = stages.filter(({ name }) => choice.only.length === 0 || choice.only.includes(name));
  const counts = await runWanted(wanted).catch((error) => {
    process.stdout.write(`\n${describeError(error)}\n\n`);
    return { ...NOTHING, failed: 1 };
  });
  process.stdout.write(`${verdictLine(counts)}\n`);
  return counts.failed > 0 ? 1 : 0;
}

/** @param {readonly import("./stages.mjs").Stage[]} stages */
async function runWanted(stages) {
  const startMs = Date.now();
  const terminal = createTerminal();
  await prepareCheckout(ROOT, terminal);
  const needs = new Set(stages.flatMap((stage) => stage.needs));
  const around = await setUpSurroundings({ root: ROOT, env: process.env, needs, terminal });
  for (const [need, reason] of around.missing) terminal.warn(`No ${need}: ${reason}`);
  const results = await runStages(stages, { root: ROOT, around });
  await around.images;
  const refused = refusedGaps([...around.missing.keys()], process.env);
  process.stdout.write("\n");
  for (const { title, counts, durationMs } of results) {
    process.stdout.write(
      `  ${title.padEnd(32)} ${formatDuration(durationMs).padStart(12)}   ${verdictLine(counts)}\n`,
    );
  }
  for (const need of refused) process.stdout.write(`  Counts as a failure: no ${need}.\n`);
  process.stdout.write(`  ${"Together".padEnd(32)} ${formatDuration(Date.now() - startMs).padStart(12)}\n\n`);
  return sumCounts([...results.map((result) => result.counts), { ...NOTHING, failed: refused.length }]);
}

/**
 * The gaps that a continuous-integration run must not pass with. Switching the engine off by hand is no gap; images
 * that cannot be built, and a build that failed, count as failures everywhere.
 * @param {readonly string[]} missing
 * @param {import("../../lib/launch/run-command.mjs").Environment} env
 */
export function refusedGaps(missing, env) {
  const inCi = env.CI !== undefined && env.CI !== "" && env.CI !== "false" && env.CI !== "0";
  return missing.filter((need) => {
    if (need === "images") return true;
    if (need === "build") return false;
    return inCi && !(need === "engine" && env.SLIPWAY_ENGINE === "off");
  });
}
