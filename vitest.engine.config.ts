import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests that talk to a real Docker Engine. They share it, so they wait longer and run one file after the other. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["lib/**/*.engine.test.ts", "e2e/**/*.engine.test.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
