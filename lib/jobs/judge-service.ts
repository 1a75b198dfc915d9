import type { ErrorCode } from "@/lib/errors";
import type { ContainerDetail } from "@/lib/ports/engine";
import type { ComposeService } from "@/lib/stacks/compose-project";

export type ServiceJudgement =
  /** `settling`: only time is missing; no event will tell. */
  | { state: "waiting"; reason: string; settling?: true }
  | { state: "ready"; reason: string }
  | { state: "failed"; code: ErrorCode; reason: string; fix: string };

/** A service that fails to start this often is not waiting for another one any more. */
const MAX_RESTARTS = 3;

/**
 * Whether a service has come up, judged by its container alone: Compose's exit code says 1 for a one-shot that went
 * well, and 0 for a service that falls over a moment later.
 * @param settledMs for how long a service without a health check must have run to count as started
 */
export function judgeService(
  service: ComposeService,
  container: ContainerDetail | null,
  nowMs: number,
  settledMs: number,
): ServiceJudgement {
  if (container === null) return { state: "waiting", reason: "has no container yet" };
  if (container.outOfMemory && container.state !== "running") {
    return failed("service-exited", "ran out of memory and was ended by the system", MEMORY_FIX);
  }
  if (container.startError !== "" && container.state !== "running") {
    return startFailure(container.startError);
  }
  if (container.restartCount >= MAX_RESTARTS && container.health !== "healthy") {
    return failed(
      "service-exited",
      `restarts in a loop: ${container.restartCount} times, last with exit code ${container.exitCode}`,
      LOG_FIX,
    );
  }
  switch (container.state) {
    case "running":
      return judgeRunning(service, container, nowMs, settledMs);
    case "created":
      return { state: "waiting", reason: "waits for its start" };
    case "restarting":
      return { state: "waiting", reason: `exited with code ${container.exitCode} and is started again` };
    case "exited":
      if (service.restart === "no" && container.exitCode === 0) return { state: "ready", reason: "done" };
      return failed("service-exited", `exited with code ${container.exitCode}`, LOG_FIX);
    case "paused":
      return { state: "waiting", reason: "paused" };
    case "removing":
      return { state: "waiting", reason: "being replaced" };
    case "dead":
      return failed("service-exited", "dead: the engine could not remove it", LOG_FIX);
  }
}

function judgeRunning(
  service: ComposeService,
  container: ContainerDetail,
  nowMs: number,
  settledMs: number,
): ServiceJudgement {
  if (service.restart === "no" && service.healthcheck === undefined) {
    return { state: "waiting", reason: "runs to its end" };
  }
  switch (container.health) {
    case "healthy":
      return { state: "ready", reason: "healthy" };
    case "unhealthy":
      return failed("service-unhealthy", "runs, but its health check fails", HEALTH_FIX);
    case "starting":
      return { state: "waiting", reason: "starting: its health check has not passed yet" };
    case "none": {
      const startedMs = container.startedAt === null ? nowMs : Date.parse(container.startedAt);
      if (nowMs - startedMs >= settledMs) return { state: "ready", reason: "running" };
      return { state: "waiting", reason: "just started", settling: true };
    }
  }
}

function startFailure(text: string): ServiceJudgement {
  if (/port is already allocated|address already in use/i.test(text)) {
    return failed(
      "port-in-use",
      `could not start: ${text}`,
      "Choose another port in the settings, or stop what holds it",
    );
  }
  if (/no space left on device|disk quota exceeded/i.test(text)) {
    return failed(
      "disk-full",
      `could not start: ${text}`,
      "Free space on the disk that holds the engine's data (docker system df shows what takes it), then deploy again",
    );
  }
  return failed("service-exited", `could not start: ${text}`, LOG_FIX);
}

const LOG_FIX =
  "Read the lines below and the service's log; change the setting that they name, then deploy again";
const HEALTH_FIX = "Read what the check answered and the service's log, then deploy again";
const MEMORY_FIX = "Give the service more memory, or free some on the server, then deploy again";

function failed(code: ErrorCode, reason: string, fix: string): ServiceJudgement {
  return { state: "failed", code, reason, fix };
}
