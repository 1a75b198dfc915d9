import { join } from "node:path";
import { readPlaywrightReport, readVitestReport } from "./counts.mjs";

/**
 * One runner of `npm test`.
 * @typedef {object} Stage
 * @property {string} name what `--only` takes
 * @property {string} title
 * @property {readonly string[]} command arguments of Node
 * @property {string | undefined} report where it leaves its JSON report; a stage without one is a single check
 * @property {((report: unknown) => import("./counts.mjs").Counts | undefined) | undefined} read
 * @property {readonly string[] | undefined} list arguments of Node that list its tests as JSON, for counting skipped ones
 * @property {readonly ("engine" | "images" | "browser" | "build")[]} needs
 * @property {number} timeoutMs
 */

const MINUTE_MS = 60_000;

/** Journeys that need no engine run without one; the others carry this tag. */
export const ENGINE_TAG = "@engine";

/**
 * All stages in order: those that need no test images first, since these are built meanwhile.
 * @param {string} root
 * @param {boolean} inColour
 * @returns {Stage[]}
 */
export function allStages(root, inColour) {
  const program = (/** @type {string} */ path) => join(root, "node_modules", path);
  const biome = program("@biomejs/biome/bin/biome");
  // Biome colours a pipe as well, whatever NO_COLOR says.
  const colours = inColour ? "--colors=force" : "--colors=off";
  const vitest = program("vitest/vitest.mjs");
  const playwright = program("@playwright/test/cli.js");
  const report = (/** @type {string} */ name) => join(root, ".cache", "reports", `${name}.json`);
  /** @param {string} name @param {string} title @param {readonly string[]} command @param {Partial<Stage>} [more] */
  const stage = (name, title, command, more = {}) => ({
    name,
    title,
    command,
    report: undefined,
    read: undefined,
    list: undefined,
    needs: [],
    timeoutMs: 10 * MINUTE_MS,
    ...more,
  });
  const vitestStage = (/** @type {string} */ name, /** @type {string} */ config) => ({
    command: [
      vitest,
      "run",
      "--config",
      config,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report(name)}`,
    ],
    list: [vitest, "list", "--config", config, "--json"],
    report: report(name),
    read: readVitestReport,
  });
  const unit = vitestStage("unit", "vitest.config.ts");
  const engine = vitestStage("engine", "vitest.engine.config.ts");
  const sweeps = vitestStage("sweeps", "vitest.sweeps.config.ts");
  const config = "e2e/playwright.config.ts";
  return [
    stage("format", "Format", [biome, "ci", colours, "--linter-enabled=false", "."]),
    stage("lint", "Lint", [biome, "ci", colours, "--formatter-enabled=false", "--error-on-warnings", "."]),
    stage("types", "Types", [
      program("typescript/bin/tsc"),
      "--noEmit",
      "--pretty",
      String(inColour),
      "-p",
      ".",
    ]),
    stage("unit", "Unit and contract tests", unit.command, unit),
    stage("build", "Build", [join(root, "lib", "launch", "build.mjs")], { timeoutMs: 20 * MINUTE_MS }),
    stage("sweeps", "Attacks on a built panel", sweeps.command, {
      ...sweeps,
      needs: ["build"],
      timeoutMs: 15 * MINUTE_MS,
    }),
    stage("engine", "Integration on the real engine", engine.command, {
      ...engine,
      needs: ["engine", "images"],
      timeoutMs: 25 * MINUTE_MS,
    }),
    stage("journeys", "Browser journeys", [playwright, "test", "--config", config], {
      list: [playwright, "test", "--config", config, "--list", "--reporter=json"],
      report: report("journeys"),
      read: readPlaywrightReport,
      needs: ["build", "browser", "images"],
      timeoutMs: 25 * MINUTE_MS,
    }),
  ];
}

/** The stages of `npm run check`: what fits into a minute and needs nothing but Node. */
export const CHECK_STAGES = ["format", "lint", "types", "unit"];

/**
 * @param {readonly string[]} args of the command line
 * @param {readonly string[]} names of the stages
 * @returns {{ only: string[] } | { problem: string }} empty `only` for all
 */
export function readStageArguments(args, names) {
  /** @type {string[]} */
  const only = [];
  for (let index = 0; index < args.length; index += 2) {
    const value = args[index + 1];
    if (args[index] !== "--only" || value === undefined)
      return { problem: `usage: --only ${names.join("|")}` };
    only.push(...value.split(","));
  }
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    return { problem: `no stage "${unknown.join(", ")}"; there are ${names.join(", ")}` };
  return { only };
}
