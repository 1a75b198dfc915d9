import { readFile, rm } from "node:fs/promises";
import { runCommand } from "../../lib/launch/run-command.mjs";
import { formatDuration } from "../../lib/launch/terminal.mjs";
import { NOTHING, readPlaywrightReport, settleCounts, verdictLine } from "./counts.mjs";
import { runVisible } from "./run-visible.mjs";
import { ENGINE_TAG } from "./stages.mjs";

/**
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {import("./stages.mjs").Stage} Stage
 * @typedef {import("./surroundings.mjs").Surroundings} Surroundings
 * @typedef {{ title: string, counts: Counts, durationMs: number, note: string }} StageResult
 */

const LIST_TIMEOUT_MS = 120_000;

/**
 * Runs the stages one after the other.
 * @param {readonly Stage[]} stages
 * @param {{ root: string, around: Surroundings }} context
 * @returns {Promise<StageResult[]>}
 */
export async function runStages(stages, { root, around }) {
  /** @type {StageResult[]} */
  const results = [];
  for (const stage of stages) {
    process.stdout.write(`\n── ${stage.title} ${"─".repeat(Math.max(2, 70 - stage.title.length))}\n`);
    const startMs = Date.now();
    const { counts, note } = await runStage(stage, root, around);
    const durationMs = Date.now() - startMs;
    if (stage.name === "build" && counts.failed > 0) around.missing.set("build", "the build failed");
    process.stdout.write(
      `── ${stage.title}: ${verdictLine(counts)} in ${formatDuration(durationMs)}${note}\n`,
    );
    results.push({ title: stage.title, counts, durationMs, note });
  }
  return results;
}

/**
 * @param {Stage} stage
 * @param {string} root
 * @param {Surroundings} around
 * @returns {Promise<{ counts: Counts, note: string }>}
 */
async function runStage(stage, root, around) {
  if (stage.needs.includes("images")) await around.images;
  const lacking = stage.needs.find((need) => around.missing.has(need));
  if (lacking !== undefined) {
    const reason = around.missing.get(lacking) ?? "";
    const skipped = await countTests(stage, root, around, []);
    return { counts: { ...NOTHING, skipped }, note: `\n   skipped: ${reason}` };
  }
  const withoutEngine = stage.name === "journeys" && around.missing.has("engine");
  const choice = withoutEngine ? ["--grep-invert", ENGINE_TAG] : [];
  if (stage.report !== undefined) await rm(stage.report, { force: true });
  const run = await runVisible(stage.title, process.execPath, [...stage.command, ...choice], {
    cwd: root,
    env: {
      ...around.env,
      ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1", FORCE_COLOR: undefined }),
    },
    timeoutMs: stage.timeoutMs,
  });
  const endedWell = run.code === 0 && !run.timedOut;
  if (stage.report === undefined || stage.read === undefined) {
    return { counts: endedWell ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 }, note: "" };
  }
  const counts = settleCounts(stage.read(await readReport(stage.report)), endedWell);
  if (!withoutEngine) return { counts, note: "" };
  const skipped = await countTests(stage, root, around, ["--grep", ENGINE_TAG]);
  const note = `\n   ${skipped} skipped: ${around.missing.get("engine")}`;
  return { counts: { ...counts, skipped: counts.skipped + skipped }, note };
}

/**
 * How many tests a stage holds, asked of its runner. One that cannot even list them counts as one.
 * @param {Stage} stage
 * @param {string} root
 * @param {Surroundings} around
 * @param {readonly string[]} choice
 * @returns {Promise<number>}
 */
async function countTests(stage, root, around, choice) {
  if (stage.list === undefined) return 1;
  const outcome = await runCommand(process.execPath, [...stage.list, ...choice], {
    cwd: root,
    env: around.env,
    timeoutMs: LIST_TIMEOUT_MS,
  });
  const start = outcome.stdout.search(/^[[{]/m);
  const listed = start < 0 ? undefined : parseJson(outcome.stdout.slice(start));
  if (Array.isArray(listed)) return Math.max(1, listed.length);
  // Playwright lists a test that it does not run as a skipped one.
  const counts = readPlaywrightReport(listed);
  return Math.max(1, counts === undefined ? 1 : counts.passed + counts.skipped);
}

/** @param {string} path */
async function readReport(path) {
  return parseJson(await readFile(path, "utf8").catch(() => ""));
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
