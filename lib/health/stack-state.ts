import type { JobVerb } from "@/lib/api/contract/job-views";
import type { ServiceState, ServiceView } from "@/lib/api/contract/service-views";
import type { StackState } from "@/lib/api/contract/stack-views";
import { behindName } from "@/lib/health/reason-words";
import type { StackRecord } from "@/lib/ports/stores";

export type StackFacts = {
  services: readonly Pick<ServiceView, "name" | "state" | "reason" | "oneShot" | "containerId">[];
  /** How the last deploy ended, if not well and nothing was ever deployed. */
  failedDeploy: string | null;
  wanted: StackRecord["wanted"];
  /** A restore was broken off between two states of the data. */
  isHalfRestored: boolean;
  verb: JobVerb | null;
  /** `reason`: why the engine cannot be asked. */
  engine: { state: "running" } | { state: "unreachable" | "off"; reason: string };
};

export type StackHealth = { state: StackState; reason: string };

const NOT_DEPLOYED: StackHealth = { state: "waiting", reason: "not deployed yet" };

/** Worse first: which service the reason names. */
const TROUBLES: readonly ServiceState[] = ["failed", "unhealthy", "stopped", "waiting", "unknown"];

/**
 * State of a stack with its reason in words.
 *
 * `degraded`: a part does not serve, the rest does. `unhealthy`: nothing passes its health check. `failed`: nothing
 * runs. `waiting`: never deployed.
 */
export function stackState(facts: StackFacts): StackHealth {
  const { services, wanted, verb, engine } = facts;
  // What was never deployed needs no engine to tell its state.
  if (wanted === "draft" && verb === null && engine.state !== "running") return NOT_DEPLOYED;
  if (engine.state !== "running") return { state: "unknown", reason: engine.reason };
  switch (verb) {
    case "deploy":
      return { state: "deploying", reason: progress(services) };
    case "start":
    case "restart":
      return { state: "starting", reason: progress(services) };
    case "stop":
      return { state: "stopping", reason: stillRunning(services) };
    case "down":
    case "remove":
      return { state: "stopping", reason: verb === "down" ? "is being taken down" : "is being removed" };
    case "backup":
      return { state: "stopping", reason: "is down while its data is backed up" };
    case "restore":
      return { state: "deploying", reason: "is being restored from a backup" };
    case "action":
    case "probe":
    case null:
      break;
  }
  if (facts.isHalfRestored) {
    return { state: "failed", reason: "its data is not whole: a restore was broken off, so restore again" };
  }
  const isDown = services.every(({ state }) => state === "stopped" || state === "done");
  if (wanted === "draft" && isDown) return NOT_DEPLOYED;
  if (wanted === "stopped" || wanted === "removed") {
    if (isDown) return { state: "stopped", reason: wanted === "removed" ? "removed" : "stopped" };
    const running = services.filter(({ state }) => state !== "stopped" && state !== "done");
    return { state: "degraded", reason: `should be stopped, but ${names(running)} still ${runs(running)}` };
  }
  // Nothing is broken, nothing was ever there: what kept it from being made is all there is to say.
  if (facts.failedDeploy !== null && services.every(({ containerId }) => containerId === null)) {
    return { state: "failed", reason: facts.failedDeploy };
  }
  return whileWanted(services);
}

function whileWanted(services: StackFacts["services"]): StackHealth {
  const lasting = services.filter(({ oneShot }) => !oneShot);
  const [worst, ...others] = TROUBLES.flatMap((trouble) => services.filter(({ state }) => state === trouble));
  if (worst !== undefined) {
    const more = others.length === 0 ? "" : `, and ${others.length} more in trouble`;
    const reason = `${behindName(worst.name, worst.reason)}${more}`;
    const serves = lasting.some(({ state }) => state === "running" || state === "starting");
    if (serves) return { state: "degraded", reason };
    const failsChecks = lasting.some(({ state }) => state === "unhealthy");
    return { state: failsChecks ? "unhealthy" : "failed", reason };
  }
  const busy = services.some(({ state }) => state === "starting" || state === "stopping");
  return { state: busy ? "starting" : "running", reason: progress(services) };
}

/** `2 of 3 healthy; redis is starting` */
function progress(services: StackFacts["services"]): string {
  const lasting = services.filter(({ oneShot }) => !oneShot);
  const up = lasting.filter(({ state }) => state === "running");
  const count = `${up.length} of ${lasting.length} healthy`;
  const next =
    services.find(({ state }) => state === "failed" || state === "unhealthy") ??
    services.find(({ state }) => state === "starting" || state === "stopping");
  if (next === undefined) return count;
  return `${count}; ${behindName(next.name, next.reason.replace(/:.*/s, ""))}`;
}

function stillRunning(services: StackFacts["services"]): string {
  const left = services.filter(({ state }) => state !== "stopped" && state !== "done");
  return left.length === 0 ? "everything has stopped" : `${names(left)} still ${runs(left)}`;
}

function names(services: StackFacts["services"]): string {
  const all = services.map(({ name }) => name);
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

function runs(services: StackFacts["services"]): string {
  return services.length === 1 ? "runs" : "run";
}
