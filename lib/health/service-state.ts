import type { JobVerb } from "@/lib/api/contract/job-views";
import type { ServiceState } from "@/lib/api/contract/service-views";
import { durationWords } from "@/lib/health/duration-words";
import type { ContainerDetail, ContainerSummary } from "@/lib/ports/engine";
import type { StackRecord } from "@/lib/ports/stores";
import type { ComposeService } from "@/lib/stacks/compose-project";

export type ServiceHealth = {
  state: ServiceState;
  /** Stands alone: "healthy", "exited with 1, 12 s ago"; `behindName` makes a sentence of it. */
  reason: string;
};

export type HealthContext = {
  wanted: StackRecord["wanted"];
  /** Of the job that runs on the stack. */
  verb: JobVerb | null;
  nowMs: number;
};

type Definition = Pick<ComposeService, "restart">;
type Container = ContainerSummary | ContainerDetail;

/** A service that fell over this often does not come up by itself any more. */
const RESTARTS_UNTIL_FAILED = 3;
const REASON_CHARACTERS = 200;

/** A one-shot runs to its end, and is done when that went well. */
export function isOneShot(definition: Definition): boolean {
  return definition.restart === "no";
}

/**
 * State of one service by what its container shows. A summary is enough; a detail gives better reasons (memory, the
 * engine's own error of the start, restarts, the last check's words).
 */
export function serviceState(
  container: Container | null,
  definition: Definition,
  context: HealthContext,
): ServiceHealth {
  const { verb } = context;
  const bringsUp = verb === "deploy" || verb === "start" || verb === "restart" || verb === "restore";
  const takesDown = verb === "stop" || verb === "down" || verb === "remove";
  const wantsRunning = context.wanted === "running";
  if (container === null) {
    if (bringsUp) return { state: "waiting", reason: "has no container yet" };
    if (takesDown || !wantsRunning) return { state: "stopped", reason: "has no container" };
    return { state: "failed", reason: "has lost its container" };
  }
  switch (container.state) {
    case "running":
      return takesDown ? { state: "stopping", reason: "stopping" } : runningState(container, definition);
    case "removing":
      return { state: "stopping", reason: "being removed" };
    case "paused":
      return { state: "unhealthy", reason: "paused" };
    case "dead":
      return { state: "failed", reason: "dead: the engine could not remove it" };
    case "restarting":
      return restartingState(container, context);
    case "created": {
      const failure = startFailure(container);
      if (failure !== undefined) return { state: "failed", reason: failure };
      if (bringsUp) return { state: "waiting", reason: "waits for its start" };
      if (wantsRunning) return { state: "failed", reason: "was created and never started" };
      return { state: "stopped", reason: "was not started" };
    }
    case "exited":
      return exitedState(container, definition, context, {
        bringsUp,
        expected: takesDown || verb === "backup" || !wantsRunning,
      });
  }
}

function runningState(container: Container, definition: Definition): ServiceHealth {
  switch (container.health) {
    case "healthy":
      return { state: "running", reason: "healthy" };
    case "unhealthy":
      return { state: "unhealthy", reason: `fails its health check${lastCheck(container)}` };
    case "starting":
      return { state: "starting", reason: "starting: its health check has not passed yet" };
    case "none":
      return isOneShot(definition)
        ? { state: "starting", reason: "at work" }
        : { state: "running", reason: "running" };
  }
}

function restartingState(container: Container, { nowMs }: HealthContext): ServiceHealth {
  const restarts = "restartCount" in container ? container.restartCount : 0;
  const how = exitWords(container, nowMs);
  if (restarts < RESTARTS_UNTIL_FAILED) return { state: "starting", reason: `${how} and is started again` };
  return { state: "failed", reason: `${how}, restarted ${restarts} times` };
}

function exitedState(
  container: Container,
  definition: Definition,
  { nowMs }: HealthContext,
  { bringsUp, expected }: { bringsUp: boolean; expected: boolean },
): ServiceHealth {
  const { code } = exitOf(container, nowMs);
  const oneShot = isOneShot(definition);
  if (oneShot && code === 0) return { state: "done", reason: "done" };
  const failure = startFailure(container);
  if (failure !== undefined && !expected) return { state: "failed", reason: failure };
  // While it is recreated, the container that is to be replaced has been stopped.
  if (bringsUp && !oneShot) return { state: "waiting", reason: "waits for its start" };
  if (expected && !(oneShot && code !== 0)) return { state: "stopped", reason: "stopped" };
  return { state: "failed", reason: exitWords(container, nowMs) };
}

function exitWords(container: Container, nowMs: number): string {
  if ("outOfMemory" in container && container.outOfMemory) return "ran out of memory";
  const { code, ago } = exitOf(container, nowMs);
  return `exited with ${code ?? "an unknown code"}${ago === null ? "" : `, ${ago} ago`}`;
}

/** A summary holds both in the engine's words only: `Exited (1) 12 seconds ago`. */
function exitOf(container: Container, nowMs: number): { code: number | null; ago: string | null } {
  if ("exitCode" in container) {
    const { exitCode, finishedAt } = container;
    return {
      code: exitCode,
      ago: finishedAt === null ? null : durationWords(nowMs - Date.parse(finishedAt)),
    };
  }
  const match = /^(?:Exited|Restarting) \((-?\d+)\)(?: (.+) ago)?/.exec(container.status);
  if (match === null) return { code: null, ago: null };
  return { code: Number(match[1]), ago: match[2]?.toLowerCase() ?? null };
}

function startFailure(container: Container): string | undefined {
  if (!("startError" in container) || container.startError === "") return undefined;
  return `could not start: ${container.startError.trim().slice(0, REASON_CHARACTERS)}`;
}

function lastCheck(container: Container): string {
  if (!("checks" in container)) return "";
  const said = container.checks.at(-1)?.output.trim().split("\n").at(-1)?.trim() ?? "";
  return said === "" ? "" : `: ${said.slice(0, REASON_CHARACTERS)}`;
}
