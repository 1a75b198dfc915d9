import { describe, expect, it } from "vitest";
import { exampleInput } from "@/lib/stacks/spacetimedb/test-support/example-input";
import { spacetimedbUpgradeProblem } from "@/lib/stacks/spacetimedb/upgrade";
import { versionOf } from "@/lib/stacks/spacetimedb/version-number";

const problem = (from: string, to: string) =>
  spacetimedbUpgradeProblem(exampleInput({ serverTag: from }), exampleInput({ serverTag: to }));

describe("a step between versions", () => {
  it.each([
    ["v2.8.3", "v2.8.3"],
    ["v2.8.3", "v2.8.1"],
    ["v2.8.3", "v2.9.0"],
    ["v2.0.1", "v2.8.3"],
    ["v1.12.0", "v2.0.0"],
    ["v2.8.0-rc1", "v2.8.0"],
    ["v2.8.0-rc1", "v2.8.0-rc1"],
    ["v2.7.0-hotfix3", "v2.7.0"],
  ])("from %s to %s is taken", (from, to) => {
    expect(problem(from, to)).toBeUndefined();
  });

  it.each([
    ["v2.8.3", "v2.7.9"],
    ["v2.8.3", "v1.12.0"],
    ["v2.8.0", "v2.8.0-rc1"],
    ["v2.8.0-rc2", "v2.8.0-rc1"],
    ["v2.8.3", "v3.0.0"],
    ["v2.8.0-rc9", "v2.8.0-rc10"],
    ["v2.7.0", "v2.8.0-rc1"],
  ])("from %s to %s is refused before a container is touched", (from, to) => {
    expect(problem(from, to)).toMatchObject({
      field: "serverTag",
      message: expect.stringContaining("refuses"),
    });
  });

  it("is free where the data stays behind", () => {
    const before = exampleInput({ serverTag: "v2.8.3" });
    const after = exampleInput({ serverTag: "v2.0.1", storage: "folders" });
    expect(spacetimedbUpgradeProblem(before, after)).toBeUndefined();
    const back = exampleInput({ version: "v2.0.1" });
    expect(spacetimedbUpgradeProblem(before, back)?.field).toBe("version");
  });
});

it("a tag without a version says nothing of one", () => {
  expect(versionOf("latest")).toBeUndefined();
  expect(versionOf("v2.8")).toBeUndefined();
});
