import type { ProbeResultView } from "@/lib/api/contract/service-views";
import { PanelError } from "@/lib/errors";
import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { runProbes } from "@/lib/jobs/probes/run-probes";

export const probeStep: JobStep = {
  id: "probe",
  title: "Probe",
  deadlineMs: 60_000,
  async run(context) {
    const { services, definition, stack, signal } = context;
    const results = await runProbes(services, definition, {
      signal,
      warmUpMs: services.timings.probeWarmUpMs,
      retryMs: services.timings.probeRetryMs,
      onProgress: (detail) => context.report({ detail }),
      onResults: (probes) => context.report({ probes, detail: summary(probes) }),
    });
    await services.stacks.saveProbeResults(stack.id, results);
    const failed = results.find(({ state }) => state === "failed");
    if (failed !== undefined) throw probeFailure(failed);
    return results.length === 0 ? "This kind has none" : `${counted(results.length, "probe")} passed`;
  },
};

function summary(results: readonly ProbeResultView[]): string {
  const passed = results.filter(({ state }) => state === "passed").length;
  return `${passed} of ${results.length} passed`;
}

function probeFailure({ title, detail, fix, service }: ProbeResultView): PanelError {
  return new PanelError("probe-failed", `${title}: ${detail}`, {
    service,
    ...(fix !== null && { fix }),
  });
}
