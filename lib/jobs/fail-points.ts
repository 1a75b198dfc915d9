import type { JobVerb } from "@/lib/api/contract/job-views";
import type { JobStep, StepsOfVerb } from "@/lib/jobs/job-step";

/**
 * Places of a step where a test may end the worker: before anything, right before and after its (first) effect, while
 * the effect is half done, and when all is done but not yet recorded.
 */
export const FAIL_POINT_PLACES = [
  "begin",
  "before-effect",
  "during-effect",
  "after-effect",
  "before-record",
] as const;
export type FailPointPlace = (typeof FAIL_POINT_PLACES)[number];

/** Places of the job around its steps: its row is there, it is claimed, its verdict is about to be written. */
export const JOB_FAIL_POINTS = ["job/created", "job/claimed", "job/before-end"] as const;

/** Called at each place, `deploy/create/before-effect`; does not return when the worker is to die there. */
export type FailPoints = (name: string) => Promise<void>;

const EFFECTLESS = new Set(["preflight", "render", "verify", "health", "probe", "prove"]);
/** Steps with an effect that takes long enough to be met half done. */
const LONG = new Set(["pull", "create", "start", "archive", "empty", "fill"]);

/** Every fail-point that a job of these verbs passes. */
export function failPointNames(steps: StepsOfVerb): string[] {
  const names: string[] = [...JOB_FAIL_POINTS];
  for (const [verb, list] of Object.entries(steps) as [JobVerb, readonly JobStep[]][]) {
    for (const { id } of list) {
      for (const place of placesOf(id)) names.push(`${verb}/${id}/${place}`);
    }
  }
  return names;
}

function placesOf(id: string): readonly FailPointPlace[] {
  if (EFFECTLESS.has(id)) return ["begin", "before-record"];
  return FAIL_POINT_PLACES.filter((place) => place !== "during-effect" || LONG.has(id));
}

/**
 * Fail-points by the environment: at the one named in SLIPWAY_FAIL_POINT the worker ends itself as a power cut would.
 * Only under tests, which set SLIPWAY_TEST_LABEL.
 */
export function failPointsFrom(environment: Readonly<Record<string, string | undefined>>): FailPoints {
  const { SLIPWAY_FAIL_POINT: wanted, SLIPWAY_TEST_LABEL: label } = environment;
  if (wanted === undefined || wanted === "" || label === undefined || label === "") return async () => {};
  return async (name) => {
    if (name !== wanted) return;
    process.kill(process.pid, "SIGKILL");
    // The signal is on its way; nothing after this place may run.
    await new Promise<never>(() => {});
  };
}
