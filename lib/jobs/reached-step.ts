import type { StepView } from "@/lib/api/contract/job-views";
import type { StepId } from "@/lib/jobs/job-step";

/** They leave the stack's containers as they are. */
const UNCHANGING: readonly string[] = ["render", "preflight", "verify", "pull", "change"];

/** Whether a job that had come to this step, or to none, may have changed containers. */
export function isChanging(step: string | null): step is string {
  return step !== null && !UNCHANGING.includes(step);
}

/**
 * The step that a job without success is settled by. Once this run changes containers it is its own; until then an
 * earlier run of the job may have come further.
 */
export function reachedStep(now: readonly StepView[], earlier: readonly StepView[]): string | null {
  const [own, before] = [lastReached(now), lastReached(earlier)];
  return [own, before].find(isChanging) ?? own ?? before;
}

/**
 * The steps as they are stored while a run is on its way: until it changes containers itself, those that it has not come
 * to are as an earlier run left them, so that a third run still knows what the first had reached. One without a way back
 * is never forgotten.
 */
export function withEarlierSteps(now: readonly StepView[], earlier: readonly StepView[]): StepView[] {
  const isForgotten = isChanging(lastReached(now)) ? ({ id }: StepView) => !isFinal(id) : () => false;
  const left = new Map(
    earlier.filter((step) => isReached(step) && !isForgotten(step)).map((step) => [step.id, step]),
  );
  return now.map((step) => (isReached(step) ? step : (left.get(step.id) ?? step)));
}

/**
 * Once containers are being removed, or volumes emptied, there is no way back: whatever does so goes on to its end.
 * @param steps of all runs
 */
export function isPastReturn(steps: readonly Pick<StepView, "id" | "state">[]): boolean {
  return steps.some(({ id, state }) => isFinal(id) && state !== "waiting" && state !== "skipped");
}

function isFinal(step: string): boolean {
  return step.startsWith("remove-") || step === "empty";
}

/** Whether a run had begun with the step. */
export function hasBegun(id: StepId, steps: readonly StepView[]): boolean {
  return steps.some((step) => step.id === id && isReached(step));
}

function lastReached(steps: readonly StepView[]): string | null {
  return steps.findLast(isReached)?.id ?? null;
}

function isReached({ state }: StepView): boolean {
  return state !== "waiting" && state !== "skipped";
}
