import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { findOnPath } from "@/lib/launch/machine.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** `npm test` names one; a runner started by hand takes an installed one before Playwright's own. */
const chromium = process.env.PLAYWRIGHT_CHROMIUM || findOnPath("chromium");

/**
 * Journeys in a real Chromium. Those of Directus and Supabase run one after the other: they share an engine and its
 * ports. Beside them run those of the panel itself, which deploy nothing, and of SpacetimeDB, whose ports are others. No
 * retry: a journey that fails once is a finding. Those that need an engine carry the tag @engine and are left out where
 * there is none.
 */
export default defineConfig({
  testDir: "journeys",
  projects: [
    { name: "stacks", testMatch: "stacks/*.spec.ts", workers: 1 },
    { name: "panel", testMatch: ["panel/*.spec.ts", "spacetimedb/*.spec.ts"], workers: 1 },
  ],
  outputDir: `${root}/test-results`,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: `${root}/.cache/reports/journeys.json` }]],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
