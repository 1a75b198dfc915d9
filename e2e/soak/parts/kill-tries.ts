import type { Verb } from "@/e2e/soak/panel/stacks";
import { failPointNames } from "@/lib/jobs/fail-points";
import { STEPS_OF_VERB } from "@/lib/jobs/steps-of-verb";

/**
 * What the worker is killed in: `update` deploys a second revision, of another image; `rollback` deploys the first one
 * again after that.
 */
export const SCENARIOS = ["create", "update", "rollback", "start", "stop", "restart", "remove"] as const;
export type Scenario = (typeof SCENARIOS)[number];

export type KillTry = {
  id: string;
  scenario: Scenario;
  kind: "five" | "directus";
  /** A named place, or so many milliseconds after the job was asked for. */
  at: string | number;
};

/** Passed only where a secret changes that is kept with the data: `job-recovery.test.ts` kills there. */
const CHANGES_DATA = /change\/(before|after)-effect$/;

/** Moments of the kills from outside: they are bound to no place that somebody thought of. */
const MOMENT_MS = 250;
const MOMENTS = 20;

/** The product itself: one place of each verb where most can go wrong. */
const DIRECTUS: readonly [Scenario, string][] = [
  ["create", "deploy/create/during-effect"],
  ["update", "deploy/start/during-effect"],
  ["update", "deploy/probe/before-record"],
  ["remove", "remove/remove-containers/after-effect"],
];

export function verbOf(scenario: Scenario): Verb {
  return scenario === "create" || scenario === "update" || scenario === "rollback" ? "deploy" : scenario;
}

export const killTries: readonly KillTry[] = [
  ...SCENARIOS.flatMap((scenario) => placesOf(scenario).map((at) => tryAt(scenario, at))),
  ...(["update", "rollback"] as const).flatMap((scenario) =>
    Array.from({ length: MOMENTS }, (_, index) => tryAt(scenario, (index + 1) * MOMENT_MS)),
  ),
  ...DIRECTUS.map(([scenario, at]) => tryAt(scenario, at, "directus")),
];

/** Each verb and each sort of place, the riskiest of their kind. */
export const killTenth: readonly string[] = [
  tryAt("create", "job/created"),
  tryAt("create", "deploy/pull/during-effect"),
  tryAt("create", "deploy/create/during-effect"),
  tryAt("update", "deploy/create/during-effect"),
  tryAt("update", "deploy/start/during-effect"),
  tryAt("update", "deploy/health/before-record"),
  tryAt("update", "job/before-end"),
  tryAt("update", 3 * MOMENT_MS),
  tryAt("rollback", "deploy/pull/during-effect"),
  tryAt("start", "start/start/before-effect"),
  tryAt("stop", "stop/stop/after-effect"),
  tryAt("restart", "restart/restart/after-effect"),
  tryAt("remove", "remove/remove-containers/after-effect"),
  tryAt("remove", "remove/forget/after-effect"),
].map(({ id }) => id);

function placesOf(scenario: Scenario): string[] {
  const verb = verbOf(scenario);
  return failPointNames(STEPS_OF_VERB).filter(
    (name) => (name.startsWith("job/") || name.startsWith(`${verb}/`)) && !CHANGES_DATA.test(name),
  );
}

function tryAt(scenario: Scenario, at: string | number, kind: KillTry["kind"] = "five"): KillTry {
  const where = typeof at === "number" ? `after ${at} ms` : `at ${at}`;
  return { id: `${kind === "five" ? "" : `${kind}: `}${scenario} ${where}`, scenario, kind, at };
}
