import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { findOnPath } from "@/lib/launch/machine.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** `npm test` names one; a runner started by hand takes an installed one before Playwright's own. */
const chromium = process.env.PLAYWRIGHT_CHROMIUM || findOnPath("chromium");

/** While a stack comes up, what moves on its page would take the processor from it: it draws every picture. */
const STILL = { contextOptions: { reducedMotion: "reduce" } } as const;

/**
 * Journeys in a real Chromium. Those of one product run one after the other: they take its ports on the engine that all
 * share. The products, and the panel itself, which deploys nothing, are tried side by side: one that waits for a deploy
 * leaves the processor to another. No retry: one that fails once is a finding. Those that need an engine carry the tag
 * @engine and are left out where there is none.
 */
export default defineConfig({
  testDir: "journeys",
  projects: [
    { name: "directus", testMatch: "directus/*.spec.ts", workers: 1, use: STILL },
    { name: "panel", testMatch: "panel/*.spec.ts", workers: 1 },
    {
      name: "others",
      testMatch: ["supabase/*.spec.ts", "spacetimedb/*.spec.ts"],
      workers: 1,
      use: STILL,
    },
  ],
  outputDir: `${root}/test-results`,
  workers: 3,
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
