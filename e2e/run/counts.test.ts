import { describe, expect, it } from "vitest";
import { readPlaywrightReport, readVitestReport, settleCounts, sumCounts, verdictLine } from "./counts.mjs";
import { allStages, readStageArguments } from "./stages.mjs";
import { refusedGaps } from "./test-run.mjs";

describe("the verdict", () => {
  it("names skipped ones only where there are some", () => {
    expect(verdictLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
    expect(verdictLine({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
  });

  it("sums over the runners", () => {
    const parts = [
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ];
    expect(sumCounts(parts)).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });
});

describe("a runner's counts", () => {
  const good = { passed: 5, failed: 0, skipped: 1 };

  it("stand when it ended as they say", () => {
    expect(settleCounts(good, true)).toEqual(good);
    expect(settleCounts({ ...good, failed: 2 }, false)).toEqual({ ...good, failed: 2 });
  });

  it("are one failure when it left no report, failed without a failed test, or found no test", () => {
    expect(settleCounts(undefined, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(settleCounts(good, false)).toEqual({ ...good, failed: 1 });
    expect(settleCounts({ passed: 0, failed: 0, skipped: 0 }, true)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });
});

describe("Vitest's report", () => {
  const file = (status: string, tests: string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  });

  it("is counted test by test", () => {
    const testResults = [
      file("passed", ["passed", "pending", "todo", "skipped"]),
      file("failed", ["failed", "passed"]),
    ];
    expect(readVitestReport({ testResults })).toEqual({ passed: 2, failed: 1, skipped: 3 });
  });

  it("counts a file that could not be loaded as a failure", () => {
    expect(readVitestReport({ testResults: [file("failed", []), file("passed", ["passed"])] })).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  it("is none when it is something else", () => {
    for (const report of [undefined, null, {}, [], "x"]) expect(readVitestReport(report)).toBeUndefined();
  });
});

describe("Playwright's report", () => {
  it("counts a flaky test as failed", () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    expect(readPlaywrightReport({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it("counts an error outside all tests as a failure", () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    expect(readPlaywrightReport({ stats, errors: [{ message: "no tests found" }] })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  it("is none when it is something else", () => {
    for (const report of [undefined, {}, { stats: {} }]) expect(readPlaywrightReport(report)).toBeUndefined();
  });
});

describe("--only", () => {
  const names = allStages("/root", false).map(({ name }) => name);

  it("chooses stages by name", () => {
    expect(names).toEqual(["format", "lint", "types", "unit", "build", "sweeps", "engine", "journeys"]);
    expect(readStageArguments(["--only", "unit,types", "--only", "build"], names)).toEqual({
      only: ["unit", "types", "build"],
    });
    expect(readStageArguments([], names)).toEqual({ only: [] });
  });

  it("refuses what it does not know", () => {
    expect(readStageArguments(["--only", "unti"], names)).toMatchObject({
      problem: expect.stringContaining('"unti"'),
    });
    expect(readStageArguments(["--fast"], names)).toHaveProperty("problem");
    expect(readStageArguments(["--only"], names)).toHaveProperty("problem");
  });
});

describe("what is missing", () => {
  it("fails a continuous-integration run, but for an engine that was switched off", () => {
    expect(refusedGaps(["engine", "browser"], { CI: "true" })).toEqual(["engine", "browser"]);
    expect(refusedGaps(["engine", "browser"], { CI: "true", SLIPWAY_ENGINE: "off" })).toEqual(["browser"]);
    expect(refusedGaps(["engine", "browser"], {})).toEqual([]);
    expect(refusedGaps(["engine"], { CI: "false" })).toEqual([]);
  });

  it("fails every run when it is images, and counts a failed build once", () => {
    expect(refusedGaps(["images", "build"], {})).toEqual(["images"]);
  });
});
