import type { ProbeResultView } from "@/lib/api/contract/service-views";
import { type Definition, redactorOf } from "@/lib/jobs/definition";
import type { JobServices } from "@/lib/jobs/job-services";
import { attemptProbe } from "@/lib/jobs/probes/attempt-probe";
import { probeContext } from "@/lib/jobs/probes/probe-context";
import { routeProbes } from "@/lib/jobs/probes/route-probes";
import type { Probe } from "@/lib/stacks/kind";
import type { SettingFields } from "@/lib/stacks/settings";

type AnyProbe = Probe<SettingFields> & { warmUpMs?: number };

export type ProbeRun = {
  signal: AbortSignal;
  /** How long a probe that fails is tried again: a service that is healthy may still be warming up. */
  warmUpMs: number;
  retryMs: number;
  onResults(results: ProbeResultView[]): void;
  /** What takes time, in words. */
  onProgress?(text: string): void;
};

/** Runs the kind's probes in order, since a later one may need what an earlier one found. */
export async function runProbes(
  services: Pick<JobServices, "engine" | "probes" | "now" | "routing">,
  definition: Definition,
  run: ProbeRun,
): Promise<ProbeResultView[]> {
  const redact = redactorOf(definition);
  const { settings, access } = definition.revision;
  const onProgress = run.onProgress ?? (() => {});
  const probes: AnyProbe[] = [
    ...definition.kind.probes.filter((probe) => probe.applies?.(settings, access) ?? true),
    ...routeProbes(services.routing, definition, run.signal, onProgress),
  ];
  const results = probes.map(waiting);
  const context = await probeContext(services, definition);
  const untilMs = performance.now() + run.warmUpMs;
  for (const [index, probe] of probes.entries()) {
    const startedMs = performance.now();
    // Whoever tries nothing again does not wait for a certificate either.
    const ownMs = run.warmUpMs === 0 ? 0 : startedMs + (probe.warmUpMs ?? 0);
    const outcome = await attemptProbe(probe, context, definition, {
      signal: run.signal,
      untilMs: Math.max(untilMs, ownMs),
      retryMs: run.retryMs,
      onRetry: ({ detail }) => {
        if (probe.warmUpMs !== undefined) onProgress(`${probe.title}: ${redact(detail)}`);
      },
    });
    results[index] = {
      ...waiting(probe),
      state: outcome.ok ? "passed" : "failed",
      detail: redact(outcome.detail),
      fix: outcome.ok ? null : redact(outcome.fix),
      durationMs: Math.round(performance.now() - startedMs),
      at: services.now().toISOString(),
    };
    run.onResults([...results]);
  }
  return results;
}

function waiting({ id, title, service }: AnyProbe): ProbeResultView {
  return { id, title, service, state: "waiting", detail: "", fix: null, durationMs: null, at: null };
}
