import { CheckList } from "@/components/jobs/check-list";
import { ProbeList } from "@/components/jobs/probe-list";
import { PullProgress } from "@/components/jobs/pull-progress";
import { StepServices } from "@/components/jobs/step-services";
import { stepDuration, stepState } from "@/components/jobs/step-text";
import { stateWord } from "@/components/state/display-state";
import { StateIcon } from "@/components/state/state-icon";
import { classNames } from "@/components/ui/class-names";
import type { StepView } from "@/lib/api/contract/job-views";

/** Solid where the job has been, dotted where it has yet to go. */
const railDone = "before:bg-line-strong";
const railTodo = "before:bg-[repeating-linear-gradient(var(--color-line-strong)_0_2px,transparent_2px_6px)]";

type StepRowProps = {
  readonly step: StepView;
  /** Milliseconds since the epoch, for the time that the running step has taken. */
  readonly nowMs: number;
  /** Steps after the one that failed were not reached. */
  readonly jobFailed: boolean;
  /** Somebody ended the job: the step that was at work did not fail. */
  readonly cancelled: boolean;
};

export function StepRow({ step, nowMs, jobFailed, cancelled }: StepRowProps) {
  const shown = cancelled && step.state === "failed" ? "stopped" : stepState[step.state];
  const waiting = step.state === "waiting" || step.state === "skipped";
  const open = step.state === "running" || step.state === "failed";
  return (
    <li
      className={classNames(
        "relative grid grid-cols-[20px_minmax(0,1fr)] gap-3 pb-3.5 before:absolute before:top-5 before:-bottom-0.5 before:left-[9.5px] before:w-px before:content-[''] last:before:hidden",
        waiting ? railTodo : railDone,
      )}
      aria-current={step.state === "running" ? "step" : undefined}
    >
      <span className="grid size-5 place-items-center">
        <StateIcon state={shown} />
      </span>
      <div className="min-w-0">
        <div className="flex min-w-0 items-baseline gap-2.5">
          <span className={waiting ? "text-ink-2" : "font-medium"}>{step.title}</span>
          <span className="sr-only">{stateWord(shown)}</span>
          <span className="mono-xs ml-auto whitespace-nowrap text-ink-3">
            {stepDuration(step, nowMs, jobFailed)}
          </span>
        </div>
        {/* of services at work the list below says more */}
        {step.detail && !(step.services && step.state === "running") && (
          <p className="mt-px text-xs text-ink-3">{step.detail}</p>
        )}
        {step.pull && open && <PullProgress pull={step.pull} running={step.state === "running"} />}
        {step.checks && (open || step.checks.some((check) => check.state !== "passed")) && (
          <CheckList checks={step.checks} />
        )}
        {step.services && open && <StepServices services={step.services} />}
        {step.probes && open && <ProbeList probes={step.probes} framed />}
      </div>
    </li>
  );
}
