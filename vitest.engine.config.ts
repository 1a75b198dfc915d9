import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Minutes long: begun last, one of them would keep the other workers waiting. */
const LONGEST = ["kill", "container", "hostile", "change-password", "supabase", "spacetimedb", "pull-cut"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.engine.test.ts`));
      return found === -1 ? LONGEST.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/**
 * Tests that talk to a real Docker Engine. They share it and keep to what carries their own label; one that waits for a
 * container leaves the processor to another, so three files run side by side.
 */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["lib/**/*.engine.test.ts", "e2e/**/*.engine.test.ts"],
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Node 20 has the socket that supabase-js opens behind this flag; later ones have it without.
    execArgv: "WebSocket" in globalThis ? [] : ["--experimental-websocket"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
