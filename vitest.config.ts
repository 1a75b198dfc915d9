import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["lib/**/*.test.ts", "components/**/*.test.ts", "e2e/**/*.test.ts", "lint/**/*.test.ts"],
    // Most of the time they wait: on two cores Vitest by itself would take one worker.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // For a machine that is busy with other things: some of these start a worker, or a program.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    exclude: ["**/*.engine.test.ts", "**/*.sweep.test.ts", "**/node_modules/**"],
  },
});
