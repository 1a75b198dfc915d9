import { defineConfig } from "@playwright/test";
import journeys from "@/e2e/playwright.config";

/** Takes the pictures: the journeys' browser and harness, other files. */
export default defineConfig(journeys, {
  testDir: ".",
  testMatch: "*.screens.ts",
  timeout: 400_000,
  reporter: [["list"]],
  use: { screenshot: "off", trace: "off" },
});
