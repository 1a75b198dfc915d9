import type { DisplayState } from "@/components/state/display-state";
import { StateIcon } from "@/components/state/state-icon";
import { classNames } from "@/components/ui/class-names";
import type { ProbeResultView } from "@/lib/api/contract/service-views";

const probeState: Record<ProbeResultView["state"], DisplayState> = {
  passed: "done",
  failed: "failed",
  waiting: "waiting",
};
const probeWord: Record<ProbeResultView["state"], string> = {
  passed: "Passed",
  failed: "Failed",
  waiting: "Not run yet",
};

type ProbeListProps = {
  readonly probes: readonly ProbeResultView[];
  /** With a line around, where it does not stand in a panel. */
  readonly framed?: boolean;
};

/** What was proven, as sentences, with the time that each took; a failed one says what came back. */
export function ProbeList({ probes, framed = false }: ProbeListProps) {
  return (
    <ul
      className={classNames(framed ? "mt-2 rounded-lg border border-line bg-surface py-[5px]" : "py-[5px]")}
    >
      {probes.map((probe) => (
        <li key={probe.id} className="px-3.5 py-[5px]">
          <div className="flex min-w-0 items-center gap-2.5">
            <StateIcon state={probeState[probe.state]} />
            <span className="sr-only">{probeWord[probe.state]}:</span>
            <span className="min-w-0 flex-1">{probe.title}</span>
            <span className="mono-xs whitespace-nowrap text-ink-3">
              {probe.durationMs === null ? "" : `${Math.round(probe.durationMs)} ms`}
            </span>
          </div>
          {probe.state === "failed" && (
            <p className="mt-1 ml-6 text-xs text-ink-2">
              {probe.detail}
              {probe.fix && <span className="block text-ink">{probe.fix}</span>}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
