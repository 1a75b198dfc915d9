import { toPanelError } from "@/lib/errors";

/** What is known of the engine itself. */
export type EngineSight = {
  state: "running" | "unreachable" | "off";
  reason: string;
  fix: string | null;
  /** When it last answered; null: never since the start. */
  observedAt: Date | null;
};

export const NOT_YET_SEEN: EngineSight = {
  state: "unreachable",
  reason: "The engine has not answered yet",
  fix: null,
  observedAt: null,
};

/** @param before the sight until now */
export function unreachableSight(before: EngineSight, error: unknown): EngineSight {
  const { message, details } = toPanelError(error);
  const since = before.observedAt;
  const reason =
    since === null ? message : `The engine has not answered since ${since.toISOString()}: ${message}`;
  return { state: "unreachable", reason, fix: details.fix ?? null, observedAt: since };
}
