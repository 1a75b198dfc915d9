import { describe, expect, it } from "vitest";
import { type StackFacts, stackState } from "@/lib/health/stack-state";

type Service = StackFacts["services"][number];
const service = (name: string, state: Service["state"], reason = "", oneShot = false): Service => ({
  name,
  state,
  reason,
  oneShot,
  containerId: reason === "has no container" ? null : name,
});

const db = service("db", "running", "healthy");
const redis = service("redis", "running", "healthy");
const app = service("app", "running", "healthy");
const seed = service("seed", "done", "done", true);
const starting = (name: string) => service(name, "starting", "starting: its health check has not passed yet");
const stopped = (name: string) => service(name, "stopped", "stopped");
const lost = service("db", "failed", "ran out of memory");
const none = (name: string) => service(name, "stopped", "has no container");
const sick = (name: string) => service(name, "unhealthy", "fails its health check: refused");

const facts = (services: Service[], more: Partial<StackFacts> = {}): StackFacts => ({
  services,
  failedDeploy: null,
  wanted: "running",
  isHalfRestored: false,
  verb: null,
  engine: { state: "running" },
  ...more,
});

describe("the state of a stack", () => {
  it.each<[StackFacts, string]>([
    [facts([db, redis, app]), "running: 3 of 3 healthy"],
    [facts([db, seed, app]), "running: 2 of 2 healthy"],
    [facts([db, starting("redis"), app]), "starting: 2 of 3 healthy; redis is starting"],
    [
      facts([none("db")], { isHalfRestored: true }),
      "failed: its data is not whole: a restore was broken off, so restore again",
    ],
    [facts([db], { verb: "backup" }), "stopping: is down while its data is backed up"],
    [facts([db], { verb: "restore", isHalfRestored: true }), "deploying: is being restored from a backup"],
    [facts([lost, redis, app]), "degraded: db ran out of memory"],
    [facts([lost, sick("app"), redis]), "degraded: db ran out of memory, and 1 more in trouble"],
    [facts([db, redis, sick("app")]), "degraded: app fails its health check: refused"],
    [facts([sick("app")]), "unhealthy: app fails its health check: refused"],
    [facts([lost]), "failed: db ran out of memory"],
    [facts([lost, stopped("app")]), "failed: db ran out of memory, and 1 more in trouble"],
    [
      facts([db, service("seed", "failed", "exited with 3, 5 s ago", true)]),
      "degraded: seed exited with 3, 5 s ago",
    ],
    [facts([db, redis, stopped("app")]), "degraded: app is stopped"],
    [facts([stopped("db"), stopped("app")], { wanted: "draft" }), "waiting: not deployed yet"],
    [facts([stopped("db"), seed], { wanted: "stopped" }), "stopped: stopped"],
    [
      facts([db, redis, stopped("app")], { wanted: "stopped" }),
      "degraded: should be stopped, but db and redis still run",
    ],
    [facts([db, starting("redis")], { verb: "deploy" }), "deploying: 1 of 2 healthy; redis is starting"],
    [facts([db, redis], { verb: "restart" }), "starting: 2 of 2 healthy"],
    [facts([db, stopped("app")], { verb: "stop", wanted: "stopped" }), "stopping: db still runs"],
    [facts([stopped("db")], { verb: "stop", wanted: "stopped" }), "stopping: everything has stopped"],
    [facts([db], { verb: "remove" }), "stopping: is being removed"],
    [
      facts([none("db"), none("app")], { failedDeploy: "The last deploy failed: Port 80 is taken" }),
      "failed: The last deploy failed: Port 80 is taken",
    ],
    [
      facts([db, none("app")], { failedDeploy: "The last deploy failed: app could not be made" }),
      "degraded: app has no container",
    ],
    [
      facts([none("db")], { verb: "deploy", failedDeploy: "The last deploy failed: x" }),
      "deploying: 0 of 1 healthy",
    ],
    [facts([db, redis], { verb: "probe" }), "running: 2 of 2 healthy"],
    [
      facts([lost], { engine: { state: "unreachable", reason: "the engine does not answer" } }),
      "unknown: the engine does not answer",
    ],
    [
      facts([db], { engine: { state: "off", reason: "switched off" }, verb: "deploy" }),
      "unknown: switched off",
    ],
  ])("%#: %s", (given, expected) => {
    const { state, reason } = stackState(given);
    expect(`${state}: ${reason}`).toBe(expected);
  });
});
