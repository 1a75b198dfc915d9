import { type DisplayState, stateTones, stateWord, toneClasses } from "@/components/state/display-state";
import { StateIcon } from "@/components/state/state-icon";
import { classNames } from "@/components/ui/class-names";

export interface StateBadgeProps {
  readonly state: DisplayState;
  /** Another word for the same state, as "Healthy" for a service or "Passed" for a probe. */
  readonly word?: string;
  /** Without the tinted ground, for within a line of text. */
  readonly plain?: boolean;
}

/** Shape, word and colour of a state. Its reason or its age belongs beside it. */
export function StateBadge({ state, word = stateWord(state), plain = false }: StateBadgeProps) {
  const tone = toneClasses[stateTones[state]];
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-[5px] text-xs font-medium whitespace-nowrap",
        tone.ink,
        plain ? "" : `h-[22px] rounded-sm pr-2 pl-[5px] ${tone.tint}`,
      )}
    >
      <StateIcon state={state} />
      {word}
    </span>
  );
}
