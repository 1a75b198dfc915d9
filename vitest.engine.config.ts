import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/**
 * Tests that talk to a real Docker Engine. They share it and keep to what carries their own label; most of the time they
 * wait, so two files run side by side.
 */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["lib/**/*.engine.test.ts", "e2e/**/*.engine.test.ts"],
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
