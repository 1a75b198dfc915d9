import type { DisplayState } from "@/components/state/display-state";
import { formatDuration } from "@/components/ui/format";
import type { StepView } from "@/lib/api/contract/job-views";

export const stepState: Record<StepView["state"], DisplayState> = {
  waiting: "waiting",
  running: "starting",
  done: "done",
  failed: "failed",
  skipped: "stopped",
};

/** What a step took, or has taken so far; empty before it starts. */
export function stepDuration(step: StepView, nowMs: number, jobFailed: boolean): string {
  if (step.state === "skipped") return jobFailed ? "not reached" : "not needed";
  if (step.startedAt === null) return "";
  const endMs = step.endedAt === null ? nowMs : Date.parse(step.endedAt);
  return formatDuration(Math.max(0, endMs - Date.parse(step.startedAt)));
}
