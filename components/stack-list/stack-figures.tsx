import { Play } from "lucide-react";
import { OperatorOnly } from "@/components/account/role-context";
import type { StackCommand } from "@/components/stack-list/stack-verbs";
import { Sparkline } from "@/components/state/sparkline";
import { Button } from "@/components/ui/button";
import { formatBytes, formatPercent, formatRate } from "@/components/ui/format";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { JobSummaryView } from "@/lib/api/contract/job-views";
import type { UsageView } from "@/lib/api/contract/service-views";
import type { StackView } from "@/lib/api/contract/stack-views";

export interface StackFiguresProps {
  readonly stack: StackView;
  readonly pending: boolean;
  readonly onCommand: (command: StackCommand) => void;
}

/** What the stack uses; while a job runs how far it is; Start while it is stopped. The size is always the same. */
export function StackFigures({ stack, pending, onCommand }: StackFiguresProps) {
  const { activeJob, state, usage, name } = stack;
  if (activeJob?.progress) return <Progress job={activeJob} progress={activeJob.progress} />;
  if (state === "stopped" && activeJob === null) {
    return (
      <div className="flex min-h-9 items-center max-wide:col-span-full max-wide:col-start-1 max-wide:row-start-3 max-wide:min-h-0 max-wide:justify-self-end max-wide:justify-self-end">
        <OperatorOnly>
          <Button
            size="small"
            icon={<Play />}
            pending={pending}
            onClick={() => onCommand("start")}
            aria-label={`Start ${name}`}
          >
            Start
          </Button>
        </OperatorOnly>
      </div>
    );
  }
  if (usage === null || state === "unknown") {
    return (
      <p className="min-h-9 content-center text-xs text-ink-3 max-wide:hidden">
        {state === "unknown" ? "No figures" : (activeJob?.step ?? "No figures yet")}
      </p>
    );
  }
  return <Usage name={name} usage={usage} />;
}

function Usage({ name, usage }: { readonly name: string; readonly usage: UsageView }) {
  const memoryMax = usage.memoryLimitBytes ?? Math.max(usage.memoryBytes, ...usage.memoryHistory) * 1.25;
  return (
    <div className="grid min-h-9 grid-cols-2 gap-3 max-wide:col-span-full max-wide:col-start-1 max-wide:row-start-3 max-wide:min-h-0 max-wide:justify-self-end max-wide:items-center max-wide:gap-2.5">
      <div>
        <div className="text-xs whitespace-nowrap text-ink-2">
          {formatPercent(usage.cpuPercent / 100)} <span className="text-ink-3">CPU</span>
        </div>
        <span className="mt-0.5 block max-wide:hidden">
          <Sparkline
            label={`CPU of ${name}, last 30 minutes`}
            points={usage.cpuHistory}
            max={100}
            warns={false}
          />
        </span>
      </div>
      <div>
        <div className="text-xs whitespace-nowrap text-ink-2">
          {formatBytes(usage.memoryBytes)} <span className="text-ink-3">mem</span>
        </div>
        <span className="mt-0.5 block max-wide:hidden">
          <Sparkline
            label={`Memory of ${name}, last 30 minutes`}
            points={usage.memoryHistory}
            max={memoryMax}
            warns={usage.memoryLimitBytes !== null}
          />
        </span>
      </div>
    </div>
  );
}

type ProgressFigures = NonNullable<JobSummaryView["progress"]>;

function Progress({ job, progress }: { readonly job: JobSummaryView; readonly progress: ProgressFigures }) {
  const { doneBytes, totalBytes, bytesPerSecond } = progress;
  const done = `${formatBytes(doneBytes, { base: "decimal" })} of ${formatBytes(totalBytes, { base: "decimal" })}`;
  return (
    <div className="min-h-9 max-wide:col-span-full max-wide:row-start-4">
      <div className="mb-1.5 flex justify-between gap-2 text-xs whitespace-nowrap text-ink-2">
        <span>{done}</span>
        <span className="text-ink-3">{bytesPerSecond > 0 && formatRate(bytesPerSecond)}</span>
      </div>
      <ProgressBar label={job.step ?? "Progress"} value={doneBytes} max={totalBytes} valueText={done} />
    </div>
  );
}
