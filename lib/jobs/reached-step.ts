import type { StepView } from "@/lib/api/contract/job-views";

/** They leave the stack's containers as they are. */
const UNCHANGING: readonly string[] = ["render", "preflight", "pull"];

/** Whether a job that had come to this step, or to none, may have changed containers. */
export function isChanging(step: string | null): step is string {
  return step !== null && !UNCHANGING.includes(step);
}

/**
 * The step that a cancelled job is settled by. Once this run changes containers it is its own; until then an earlier
 * run of the job may have come further.
 */
export function reachedStep(now: readonly StepView[], earlier: readonly StepView[]): string | null {
  const [own, before] = [lastReached(now), lastReached(earlier)];
  return [own, before].find(isChanging) ?? own ?? before;
}

function lastReached(steps: readonly StepView[]): string | null {
  return steps.findLast(({ state }) => state !== "waiting" && state !== "skipped")?.id ?? null;
}
