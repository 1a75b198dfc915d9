import { z } from "zod";
import type { Connection } from "@/lib/adapters/docker/connection";
import { PanelError } from "@/lib/errors";
import type { UsageSample } from "@/lib/ports/engine";

/** The engine takes two samples a second apart when it has none to compare with. */
const STATS_TIMEOUT_MS = 10_000;
/** An older sample says too little of the present. */
const COMPARABLE_MS = 5 * 60_000;

const cpuStats = z.object({
  cpu_usage: z.object({ total_usage: z.number(), percpu_usage: z.array(z.number()).nullish() }),
  system_cpu_usage: z.number().optional(),
  online_cpus: z.number().optional(),
});
const statsAnswer = z.object({
  cpu_stats: cpuStats,
  precpu_stats: cpuStats.optional(),
  memory_stats: z.object({
    usage: z.number().optional(),
    limit: z.number().optional(),
    stats: z.record(z.string(), z.number()).nullish(),
  }),
});
const hostAnswer = z.object({ MemTotal: z.number() });
type CpuStats = z.output<typeof cpuStats>;
type Remembered = { cpu: CpuStats; atMs: number };

/**
 * Reads what containers use. A rate needs two samples: each is compared with the one that the last call took, so that
 * only the first call for a container waits for the engine to take two (2 s instead of 1 s).
 */
export function usageReader({ call, json }: Connection) {
  const last = new Map<string, Remembered>();
  let hostMemory: number | undefined;

  /** A container without a limit is reported with all of the host's memory as one. */
  async function limitOf(reported: number | undefined): Promise<number | null> {
    hostMemory ??= await call(
      { doing: "asking for the host's memory" },
      async (signal) => hostAnswer.parse(await json("/info", signal)).MemTotal,
    );
    return reported === undefined || reported >= hostMemory ? null : reported;
  }

  return async (id: string, signal: AbortSignal): Promise<UsageSample> => {
    const nowMs = performance.now();
    for (const [known, { atMs }] of last) if (nowMs - atMs > COMPARABLE_MS) last.delete(known);
    const before = last.get(id);
    const oneShot = before === undefined ? "" : "&one-shot=true";
    const stats = await call(
      { doing: "measuring a container", timeoutMs: STATS_TIMEOUT_MS, signal },
      async (abort) =>
        statsAnswer.parse(
          await json(`/containers/${encodeURIComponent(id)}/stats?stream=false${oneShot}`, abort),
        ),
    );
    const { memory_stats: memory, cpu_stats: cpu } = stats;
    if (memory.usage === undefined || cpu.system_cpu_usage === undefined) {
      last.delete(id);
      throw new PanelError("service-exited", "The container does not run: there is nothing to measure");
    }
    last.set(id, { cpu, atMs: nowMs });
    return {
      cpuPercent: cpuPercent(before?.cpu ?? stats.precpu_stats, cpu),
      memoryBytes: memoryInUse(memory.usage, memory.stats ?? {}),
      memoryLimitBytes: await limitOf(memory.limit),
    };
  };
}

/** Percent of one core, as `docker stats` counts it. */
export function cpuPercent(before: CpuStats | undefined, now: CpuStats): number {
  const used = now.cpu_usage.total_usage - (before?.cpu_usage.total_usage ?? 0);
  const passed = (now.system_cpu_usage ?? 0) - (before?.system_cpu_usage ?? 0);
  // A restarted container counts from zero again.
  if (used <= 0 || passed <= 0) return 0;
  const cores = now.online_cpus || now.cpu_usage.percpu_usage?.length || 1;
  return (used / passed) * cores * 100;
}

/** Without the cache of files that nobody uses just now: `total_inactive_file` on cgroup 1, `inactive_file` on 2. */
export function memoryInUse(usage: number, stats: Readonly<Record<string, number>>): number {
  const inactive = stats.total_inactive_file ?? stats.inactive_file ?? 0;
  return inactive < usage ? usage - inactive : usage;
}
