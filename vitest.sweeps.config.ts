import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Attacks on a built panel, from outside. Each file has a panel of its own, so they run one after the other. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["e2e/**/*.sweep.test.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
