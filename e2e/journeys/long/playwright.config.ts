import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import usual from "@/e2e/playwright.config";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Journeys of several minutes each: parts of `npm run soak` run them one by one, `npm test` does not. */
export default defineConfig({
  ...usual,
  projects: [{ name: "long", testDir: "." }],
  outputDir: `${root}/test-results/long`,
  workers: 1,
  timeout: 480_000,
  reporter: [["list"], ["json", { outputFile: `${root}/.cache/reports/long-journeys.json` }]],
});
