import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hashSources, isSource } from "./source-files.mjs";

it.each([
  "app/page.tsx",
  "lib/worker.ts",
  "lib/launch/build.mjs",
  "lib/launch/bundles.mjs",
  "lib/launch/engine-find.mjs",
  "prisma/migrations/1_init/migration.sql",
  "package-lock.json",
  "proxy.ts",
])("%s is built from", (path) => {
  expect(isSource(path)).toBe(true);
});

it.each([
  "lib/planning/plan.test.ts",
  "lib/stacks/__snapshots__/kinds.contract.test.ts.snap",
  "lib/adapters/database/generated/client.ts",
  "lib/launch/engine-ping.test.ts",
  "lib/README.md",
  "e2e/journeys/deploy.spec.ts",
  "README.md",
  "package.json",
  "application/page.tsx",
])("%s is not built from", (path) => {
  expect(isSource(path)).toBe(false);
});

it("changes with a source's content, name and absence, and with nothing else", async () => {
  const root = mkdtempSync(join(tmpdir(), "slipway-sources-"));
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  mkdirSync(join(root, "lib"));
  mkdirSync(join(root, "docs"));
  write("lib/a.ts", "1");
  const first = await hashSources(root);
  write("docs/a.md", "1");
  write("lib/a.test.ts", "1");
  expect(await hashSources(root)).toBe(first);
  write("lib/a.ts", "2");
  const second = await hashSources(root);
  write("lib/b.ts", "2");
  const third = await hashSources(root);
  rmSync(join(root, "lib/a.ts"));
  const fourth = await hashSources(root);
  expect(new Set([first, second, third, fourth]).size).toBe(4);
  rmSync(root, { recursive: true });
});
