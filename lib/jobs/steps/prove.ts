import { PanelError } from "@/lib/errors";
import { actionOfJob } from "@/lib/jobs/job-action";
import type { JobStep } from "@/lib/jobs/job-step";
import { attemptProbe } from "@/lib/jobs/probes/attempt-probe";
import { probeContext } from "@/lib/jobs/probes/probe-context";

/** That the action did what it is for, asked where a person would. */
export const proveStep: JobStep = {
  id: "prove",
  title: "Check that it worked",
  deadlineMs: 60_000,
  async run(context) {
    const { job, definition, services, signal, redact } = context;
    const { id, title, service, prove } = actionOfJob(job, definition);
    if (prove === undefined) return "Its services came up again";
    const probe = { id, title, service, run: prove };
    const { probeWarmUpMs, probeRetryMs } = services.timings;
    const outcome = await attemptProbe(probe, await probeContext(services, definition), definition, {
      signal,
      untilMs: performance.now() + probeWarmUpMs,
      retryMs: probeRetryMs,
      onRetry: ({ detail }) => context.report({ detail: redact(detail) }),
    });
    if (outcome.ok) return redact(outcome.detail);
    throw new PanelError("probe-failed", `It was done, but is not to be seen: ${redact(outcome.detail)}`, {
      fix: redact(outcome.fix),
      service,
    });
  },
};
