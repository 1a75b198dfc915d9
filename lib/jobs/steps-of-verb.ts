import type { JobStep, StepsOfVerb } from "@/lib/jobs/job-step";
import { changeDataStep } from "@/lib/jobs/steps/change-data";
import { createStep } from "@/lib/jobs/steps/create";
import { forgetStep } from "@/lib/jobs/steps/forget";
import { healthStep } from "@/lib/jobs/steps/health";
import { preflightStep } from "@/lib/jobs/steps/preflight";
import { probeStep } from "@/lib/jobs/steps/probe";
import { pullStep } from "@/lib/jobs/steps/pull";
import { removeContainersStep } from "@/lib/jobs/steps/remove-containers";
import { removeNetworksStep } from "@/lib/jobs/steps/remove-networks";
import { removeVolumesStep } from "@/lib/jobs/steps/remove-volumes";
import { renderStep } from "@/lib/jobs/steps/render";
import { restartStep } from "@/lib/jobs/steps/restart";
import { startStep } from "@/lib/jobs/steps/start";
import { stopStep } from "@/lib/jobs/steps/stop";
import { unlessUntouched } from "@/lib/jobs/untouched";
import type { JobRecord } from "@/lib/ports/stores";

/** What each verb does, in order. */
export const STEPS_OF_VERB: StepsOfVerb = {
  deploy: [renderStep, preflightStep, pullStep, changeDataStep, createStep, startStep, healthStep, probeStep],
  start: [startStep, healthStep, probeStep],
  restart: [restartStep, healthStep, probeStep],
  stop: [stopStep],
  remove: [
    ...[stopStep, removeContainersStep, removeNetworksStep, removeVolumesStep].map(unlessUntouched),
    forgetStep,
  ],
  probe: [probeStep],
};

/** One service is restarted without a probe of the whole stack. */
export function stepsOf({ verb, service }: Pick<JobRecord, "verb" | "service">): readonly JobStep[] {
  const steps = STEPS_OF_VERB[verb];
  return verb === "restart" && service !== null ? steps.filter(({ id }) => id !== "probe") : steps;
}
