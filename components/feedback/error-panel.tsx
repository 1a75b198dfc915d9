import { type ReactNode, useId } from "react";
import { EvidenceBlock, type EvidenceLine } from "@/components/feedback/evidence-block";
import type { DisplayState } from "@/components/state/display-state";
import { StateBadge } from "@/components/state/state-badge";

export interface ErrorPanelProps {
  readonly state?: DisplayState;
  readonly word?: string;
  /** What failed and where, beside the badge: "Deploy fjord, revision 2, job 122, after 1 min 12 s". */
  readonly context?: ReactNode;
  /** The cause, in plain words. */
  readonly title: string;
  /** Why it came to that. */
  readonly why?: ReactNode;
  /** At most five lines are shown. */
  readonly evidence?: readonly EvidenceLine[];
  readonly evidenceTotal?: number;
  readonly logsHref?: string;
  /** One filled button, then ways out as quiet ones. */
  readonly actions?: ReactNode;
  /** What the first button changes. */
  readonly effect?: ReactNode;
  /** At the right, as the steps of the job. */
  readonly aside?: ReactNode;
}

/** A named failure: cause, why, evidence, one fix that says what it changes. */
export function ErrorPanel(props: ErrorPanelProps) {
  const { state = "failed", word, context, title, why, evidence = [], actions, effect, aside } = props;
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={`grid rounded-lg border border-line bg-surface ${aside ? "grid-cols-[minmax(0,1fr)_340px] max-broad:grid-cols-1" : ""}`}
    >
      <div className="grid min-w-0 content-start gap-3 p-5 max-wide:p-4">
        <div className="flex flex-wrap items-center gap-2">
          <StateBadge state={state} word={word} />
          {context && <span className="text-xs text-ink-3">{context}</span>}
        </div>
        <div>
          <h2 id={id} className="text-lg font-semibold tracking-[-0.012em]">
            {title}
          </h2>
          {why && <p className="mt-1 max-w-[66ch] text-ink-2">{why}</p>}
        </div>
        {evidence.length > 0 && (
          <EvidenceBlock lines={evidence} total={props.evidenceTotal} logsHref={props.logsHref} />
        )}
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        {effect && <p className="-mt-1.5 text-xs text-ink-3">{effect}</p>}
      </div>
      {aside && (
        <div className="border-l border-line p-5 max-broad:border-t max-broad:border-l-0">{aside}</div>
      )}
    </section>
  );
}
