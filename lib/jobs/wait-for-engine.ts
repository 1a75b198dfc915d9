import { PanelError } from "@/lib/errors";
import { sleep } from "@/lib/jobs/abort";
import type { JobServices } from "@/lib/jobs/job-services";

/** Whether the error says that the engine did not answer, rather than what it answered. */
export function isEngineSilence(error: unknown): error is PanelError {
  return (
    error instanceof PanelError && (error.code === "engine-unreachable" || error.code === "engine-timeout")
  );
}

/** Waits until the engine answers; false when it did not within the time. */
export async function waitForEngine(
  { engine, timings }: Pick<JobServices, "engine" | "timings">,
  signal: AbortSignal,
): Promise<boolean> {
  const untilMs = performance.now() + timings.enginePatienceMs;
  for (;;) {
    try {
      await engine.ping();
      return true;
    } catch (error) {
      if (!isEngineSilence(error)) throw error;
    }
    if (performance.now() > untilMs) return false;
    await sleep(Math.min(1000, timings.enginePatienceMs / 4), signal);
  }
}
