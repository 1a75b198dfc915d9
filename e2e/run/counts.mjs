/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {readonly Counts[]} parts
 * @returns {Counts}
 */
export function sumCounts(parts) {
  return parts.reduce(
    (sum, part) => ({
      passed: sum.passed + part.passed,
      failed: sum.failed + part.failed,
      skipped: sum.skipped + part.skipped,
    }),
    NOTHING,
  );
}

/**
 * The one line that a reader, human or not, takes the verdict from.
 * @param {Counts} counts
 */
export function verdictLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * The counts of a runner, made to agree with how it ended: one that fails without a failed test, or finds no tests at
 * all, counts as one failure, never as nothing.
 * @param {Counts | undefined} reported undefined when it left no report
 * @param {boolean} endedWell
 * @returns {Counts}
 */
export function settleCounts(reported, endedWell) {
  if (reported === undefined) return { ...NOTHING, failed: 1 };
  const total = reported.passed + reported.failed + reported.skipped;
  if (reported.failed === 0 && (!endedWell || total === 0)) return { ...reported, failed: 1 };
  return reported;
}

/**
 * Counts of Vitest's JSON report. A file that could not be loaded has no tests and counts as one failure.
 * @param {unknown} report
 * @returns {Counts | undefined}
 */
export function readVitestReport(report) {
  const files = field(report, "testResults");
  if (!Array.isArray(files)) return undefined;
  return sumCounts(
    files.map((file) => {
      const tests = field(file, "assertionResults");
      const counts = sumCounts(
        (Array.isArray(tests) ? tests : []).map((test) => countOf(field(test, "status"))),
      );
      return field(file, "status") === "failed" && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
    }),
  );
}

/** @param {unknown} status */
function countOf(status) {
  if (status === "passed") return { ...NOTHING, passed: 1 };
  return status === "failed" ? { ...NOTHING, failed: 1 } : { ...NOTHING, skipped: 1 };
}

/**
 * Counts of Playwright's JSON report. A flaky test is a failed one; an error outside all tests counts as one failure.
 * @param {unknown} report
 * @returns {Counts | undefined}
 */
export function readPlaywrightReport(report) {
  const stats = field(report, "stats");
  const [expected, unexpected, flaky, skipped] = ["expected", "unexpected", "flaky", "skipped"].map(
    (name) => {
      const count = field(stats, name);
      return typeof count === "number" ? count : undefined;
    },
  );
  if (expected === undefined || unexpected === undefined) return undefined;
  const errors = field(report, "errors");
  const failed = unexpected + (flaky ?? 0);
  const outside = failed === 0 && Array.isArray(errors) && errors.length > 0 ? 1 : 0;
  return { passed: expected, failed: failed + outside, skipped: skipped ?? 0 };
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
function field(value, name) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
