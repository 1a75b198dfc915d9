import { defineConfig } from "@playwright/test";
import journeys from "@/e2e/playwright.config";

/** Takes the pictures: the journeys' browser and harness, other files. */
export default defineConfig({
  ...journeys,
  projects: [{ name: "screens", testDir: ".", testMatch: "*.screens.ts" }],
  workers: 1,
  timeout: 400_000,
  reporter: [["list"]],
  use: { ...journeys.use, screenshot: "off", trace: "off" },
});
