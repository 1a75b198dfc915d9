import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { ROOT } from "@/e2e/panel/surroundings";

const CONFIG = "e2e/journeys/long/playwright.config.ts";
const REPORT = join(ROOT, ".cache", "reports", "long-journeys.json");
const TIMEOUT_MS = 600_000;
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
  await rm(REPORT, { force: true });
  const cli = join(ROOT, "node_modules", "@playwright", "test", "cli.js");
  const pattern = `${title.replaceAll(/[^\w ,]/g, ".")}$`;
  const { output } = await promisify(execFile)(
    process.execPath,
    [cli, "test", "--config", CONFIG, "--grep", pattern],
    { cwd: ROOT, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES },
  ).then(
    ({ stdout }) => ({ output: stdout }),
    (error: Error & { stdout?: string }) => {
      throw new Error(`${error.stdout ?? ""}\n${error.message}`);
    },
  );
  const specs = specsOf(report.parse(JSON.parse(await readFile(REPORT, "utf8"))).suites);
  const tests = specs.filter((spec) => spec.title === title).flatMap((spec) => spec.tests);
  if (tests.length !== 1 || tests[0]?.status !== "expected") throw new Error(output);
  const seen = tests[0].annotations.filter(({ type }) => type === "seen");
  return seen.map(({ description = "" }) => description).join("; ");
}

type Suite = z.output<typeof suite>;

function specsOf(suites: readonly Suite[]): Suite["specs"] {
  return suites.flatMap(({ specs, suites: inner }) => [...specs, ...specsOf(inner ?? [])]);
}
