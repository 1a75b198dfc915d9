import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { ROOT } from "@/e2e/panel/surroundings";

const CONFIG = "e2e/journeys/long/playwright.config.ts";
const REPORT = join(ROOT, ".cache", "reports", "long-journeys.json");
const TIMEOUT_MS = 600_000;
const FILE_TIMEOUT_MS = 3_600_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

const annotation = z.object({ type: z.string(), description: z.string().optional() });
const test = z.object({ status: z.string(), annotations: z.array(annotation) });
const suite = z.object({
  specs: z.array(z.object({ title: z.string(), tests: z.array(test) })),
  get suites() {
    return z.array(suite).optional();
  },
});
const report = z.object({ suites: z.array(suite) });

/**
 * Runs the one long journey of this title in a browser.
 * @returns what it says to have seen
 * @throws with the runner's own words unless it passed
 */
export async function runJourney(title: string): Promise<string> {
  const pattern = `${title.replaceAll(/[^\w ,]/g, ".")}$`;
  const output = await runLong(["--grep", pattern], TIMEOUT_MS);
  const tests = (await reportedSpecs()).filter((spec) => spec.title === title).flatMap((spec) => spec.tests);
  if (tests.length !== 1 || tests[0]?.status !== "expected") throw new Error(output);
  return seenBy(tests[0]);
}

/** Runs all long journeys of this file. @returns how many @throws with the runner's own words unless all passed */
export async function runJourneys(file: string): Promise<string> {
  const output = await runLong([file], FILE_TIMEOUT_MS);
  const tests = (await reportedSpecs()).flatMap((spec) => spec.tests);
  if (tests.length === 0 || tests.some(({ status }) => status !== "expected")) throw new Error(output);
  return `${tests.length} journeys`;
}

/** @returns what it printed */
async function runLong(args: readonly string[], timeout: number): Promise<string> {
  await rm(REPORT, { force: true });
  const cli = join(ROOT, "node_modules", "@playwright", "test", "cli.js");
  return promisify(execFile)(process.execPath, [cli, "test", "--config", CONFIG, ...args], {
    cwd: ROOT,
    timeout,
    maxBuffer: MAX_OUTPUT_BYTES,
  }).then(
    ({ stdout }) => stdout,
    (error: Error & { stdout?: string }) => {
      throw new Error(`${error.stdout ?? ""}\n${error.message}`);
    },
  );
}

async function reportedSpecs(): Promise<Suite["specs"]> {
  return specsOf(report.parse(JSON.parse(await readFile(REPORT, "utf8"))).suites);
}

function seenBy({ annotations }: z.output<typeof test>): string {
  return annotations
    .filter(({ type }) => type === "seen")
    .map(({ description = "" }) => description)
    .join("; ");
}

type Suite = z.output<typeof suite>;

function specsOf(suites: readonly Suite[]): Suite["specs"] {
  return suites.flatMap(({ specs, suites: inner }) => [...specs, ...specsOf(inner ?? [])]);
}
