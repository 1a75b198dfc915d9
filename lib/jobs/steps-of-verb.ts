import type { JobStep, StepsOfVerb } from "@/lib/jobs/job-step";
import { actStep } from "@/lib/jobs/steps/act";
import { changeDataStep } from "@/lib/jobs/steps/change-data";
import { createStep } from "@/lib/jobs/steps/create";
import { forgetStep } from "@/lib/jobs/steps/forget";
import { healthStep } from "@/lib/jobs/steps/health";
import { pauseStep } from "@/lib/jobs/steps/pause";
import { preflightStep } from "@/lib/jobs/steps/preflight";
import { probeStep } from "@/lib/jobs/steps/probe";
import { proveStep } from "@/lib/jobs/steps/prove";
import { pullStep } from "@/lib/jobs/steps/pull";
import { removeContainersStep } from "@/lib/jobs/steps/remove-containers";
import { removeNetworksStep } from "@/lib/jobs/steps/remove-networks";
import { removeVolumesStep } from "@/lib/jobs/steps/remove-volumes";
import { renderStep } from "@/lib/jobs/steps/render";
import { restartStep } from "@/lib/jobs/steps/restart";
import { resumeStep } from "@/lib/jobs/steps/resume";
import { startStep } from "@/lib/jobs/steps/start";
import { startServiceStep } from "@/lib/jobs/steps/start-service";
import { stopStep } from "@/lib/jobs/steps/stop";
import { unlessUntouched } from "@/lib/jobs/untouched";
import type { JobRecord } from "@/lib/ports/stores";

/** What each verb does, in order. */
export const STEPS_OF_VERB: StepsOfVerb = {
  deploy: [renderStep, preflightStep, pullStep, changeDataStep, createStep, startStep, healthStep, probeStep],
  start: [startStep, healthStep, probeStep],
  restart: [restartStep, healthStep, probeStep],
  stop: [stopStep],
  down: [stopStep, removeContainersStep, removeNetworksStep],
  remove: [
    ...[stopStep, removeContainersStep, removeNetworksStep, removeVolumesStep].map(unlessUntouched),
    forgetStep,
  ],
  probe: [probeStep],
  action: [pauseStep, actStep, resumeStep, healthStep, proveStep],
};

/** One service is started or restarted alone: without what it depends on, and without a probe of the whole stack. */
export function stepsOf({ verb, service }: Pick<JobRecord, "verb" | "service">): readonly JobStep[] {
  const steps = STEPS_OF_VERB[verb];
  if (service === null) return steps;
  if (verb === "start") return [startServiceStep, healthStep];
  return steps.filter(({ id }) => id !== "probe");
}
