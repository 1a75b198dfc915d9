import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { NODE_RANGE, nodeIsSupported } from "./node-version.mjs";

it.each(["20.19.0", "20.20.2", "22.12.0", "22.23.1", "24.0.0", "26.1.0"])("runs on Node %s", (version) => {
  expect(nodeIsSupported(version)).toBe(true);
});

it.each(["18.20.0", "20.18.9", "21.7.0", "22.11.0", "23.5.0", ""])("does not run on Node %s", (version) => {
  expect(nodeIsSupported(version)).toBe(false);
});

it("says the range that package.json says", () => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  expect(JSON.parse(text)).toMatchObject({ engines: { node: NODE_RANGE } });
});
