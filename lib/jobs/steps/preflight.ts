import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { assertPreflight, runPreflight } from "@/lib/jobs/preflight/run-preflight";

export const preflightStep: JobStep = {
  id: "preflight",
  title: "Pre-flight",
  deadlineMs: 60_000,
  async run(context) {
    const checks = await runPreflight(context.definition, context.services);
    context.report({ checks: checks.map(({ code: _, ...view }) => view) });
    assertPreflight(checks);
    const warnings = checks.filter(({ state }) => state === "warning").length;
    return warnings === 0 ? `${checks.length} checks passed` : `passed with ${counted(warnings, "warning")}`;
  },
};
