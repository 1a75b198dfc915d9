import type { JobStep, StepsOfVerb } from "@/lib/jobs/job-step";
import { unlessRestored } from "@/lib/jobs/once-restored";
import { actStep } from "@/lib/jobs/steps/act";
import { archiveStep, saveFirstStep } from "@/lib/jobs/steps/archive";
import { changeDataStep } from "@/lib/jobs/steps/change-data";
import { checkRoomStep } from "@/lib/jobs/steps/check-room";
import { createStep } from "@/lib/jobs/steps/create";
import { emptyStep } from "@/lib/jobs/steps/empty";
import { fillStep } from "@/lib/jobs/steps/fill";
import { forgetStep } from "@/lib/jobs/steps/forget";
import { healthStep } from "@/lib/jobs/steps/health";
import { pauseStep } from "@/lib/jobs/steps/pause";
import { pauseDataStep } from "@/lib/jobs/steps/pause-data";
import { preflightStep } from "@/lib/jobs/steps/preflight";
import { probeStep } from "@/lib/jobs/steps/probe";
import { proveStep } from "@/lib/jobs/steps/prove";
import { pullStep } from "@/lib/jobs/steps/pull";
import { rebuildStep } from "@/lib/jobs/steps/rebuild";
import { removeContainersStep } from "@/lib/jobs/steps/remove-containers";
import { removeNetworksStep } from "@/lib/jobs/steps/remove-networks";
import { removeVolumesStep } from "@/lib/jobs/steps/remove-volumes";
import { renderStep } from "@/lib/jobs/steps/render";
import { restartStep } from "@/lib/jobs/steps/restart";
import { resumeStep } from "@/lib/jobs/steps/resume";
import { resumeDataStep } from "@/lib/jobs/steps/resume-data";
import { reviseStep } from "@/lib/jobs/steps/revise";
import { startStep } from "@/lib/jobs/steps/start";
import { startServiceStep } from "@/lib/jobs/steps/start-service";
import { stopStep } from "@/lib/jobs/steps/stop";
import { verifyBackupStep } from "@/lib/jobs/steps/verify-backup";
import { unlessUntouched } from "@/lib/jobs/untouched";
import { unlessItWasDown, unlessItWasIll } from "@/lib/jobs/was-down";
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
  backup: [
    checkRoomStep,
    pauseDataStep,
    archiveStep,
    ...[resumeDataStep, healthStep, unlessItWasIll(probeStep)].map(unlessItWasDown),
  ],
  restore: [
    ...[verifyBackupStep, checkRoomStep, pullStep, pauseDataStep, saveFirstStep, emptyStep, fillStep].map(
      unlessRestored,
    ),
    reviseStep,
    rebuildStep,
    ...[startStep, healthStep, probeStep].map(unlessItWasDown),
  ],
};

/** One service is started or restarted alone: without what it depends on, and without a probe of the whole stack. */
export function stepsOf({ verb, service }: Pick<JobRecord, "verb" | "service">): readonly JobStep[] {
  const steps = STEPS_OF_VERB[verb];
  if (service === null) return steps;
  if (verb === "start") return [startServiceStep, healthStep];
  return steps.filter(({ id }) => id !== "probe");
}
