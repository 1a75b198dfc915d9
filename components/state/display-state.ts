import type { StackState } from "@/lib/api/contract/stack-views";

/** Every state that the panel draws, of stacks, services, jobs, steps and probes alike. */
export type DisplayState = StackState | "done";

export type Tone = "ok" | "accent" | "warn" | "bad" | "idle";

export const stateTones: Record<DisplayState, Tone> = {
  running: "ok",
  done: "ok",
  starting: "accent",
  deploying: "accent",
  stopping: "accent",
  degraded: "warn",
  unhealthy: "bad",
  failed: "bad",
  stopped: "idle",
  unknown: "idle",
  waiting: "idle",
};

/** The word for a state, which always stands beside its shape. */
export function stateWord(state: DisplayState): string {
  return state.charAt(0).toUpperCase() + state.slice(1);
}

export interface ToneClasses {
  readonly ink: string;
  readonly icon: string;
  readonly tint: string;
  readonly line: string;
  readonly solid: string;
}

/** Whole class names, so that Tailwind finds them. */
export const toneClasses: Record<Tone, ToneClasses> = {
  ok: {
    ink: "text-ok-ink",
    icon: "text-ok-solid",
    tint: "bg-ok-tint",
    line: "border-ok-line",
    solid: "bg-ok-solid",
  },
  accent: {
    ink: "text-accent-ink",
    icon: "text-accent",
    tint: "bg-accent-tint",
    line: "border-accent-line",
    solid: "bg-accent",
  },
  warn: {
    ink: "text-warn-ink",
    icon: "text-warn-solid",
    tint: "bg-warn-tint",
    line: "border-warn-line",
    solid: "bg-warn-solid",
  },
  bad: {
    ink: "text-bad-ink",
    icon: "text-bad-solid",
    tint: "bg-bad-tint",
    line: "border-bad-line",
    solid: "bg-bad-solid",
  },
  idle: {
    ink: "text-idle-ink",
    icon: "text-idle-ink",
    tint: "bg-idle-tint",
    line: "border-idle-line",
    solid: "bg-idle-solid",
  },
};
