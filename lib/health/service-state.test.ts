import { describe, expect, it } from "vitest";
import { type HealthContext, serviceState } from "@/lib/health/service-state";
import type { ContainerDetail, ContainerSummary } from "@/lib/ports/engine";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const ago = (seconds: number) => new Date(NOW - seconds * 1_000).toISOString();

const summary: ContainerSummary = {
  id: "1",
  name: "shop-app-1",
  image: "a:1",
  imageId: "sha256:1",
  state: "running",
  status: "Up 3 minutes",
  health: "none",
  labels: {},
  ports: [],
  createdAt: ago(200),
};
const detail: ContainerDetail = {
  ...summary,
  startedAt: ago(180),
  finishedAt: null,
  exitCode: 0,
  outOfMemory: false,
  startError: "",
  restartCount: 0,
  restartPolicy: "unless-stopped",
  command: [],
  environment: [],
  mounts: [],
  checks: [],
  memoryLimitBytes: null,
  addresses: {},
};

const exited = (exitCode: number, more: Partial<ContainerDetail> = {}): ContainerDetail => ({
  ...detail,
  state: "exited",
  exitCode,
  finishedAt: ago(12),
  ...more,
});
const check = (output: string) => [{ at: ago(1), exitCode: 1, output }];

const up: HealthContext = { wanted: "running", verb: null, nowMs: NOW };
const down: HealthContext = { ...up, wanted: "stopped" };
const deploying: HealthContext = { ...up, verb: "deploy" };
const stopping: HealthContext = { ...up, wanted: "stopped", verb: "stop" };

type Row = [ContainerSummary | ContainerDetail | null, HealthContext, string];

describe("a lasting service", () => {
  it.each<Row>([
    [detail, up, "running: running"],
    [{ ...detail, health: "healthy" }, up, "running: healthy"],
    [{ ...detail, health: "starting" }, deploying, "starting: starting: its health check has not passed yet"],
    [{ ...detail, health: "unhealthy" }, up, "unhealthy: fails its health check"],
    [
      { ...detail, health: "unhealthy", checks: check("trying\nconnection refused\n") },
      up,
      "unhealthy: fails its health check: connection refused",
    ],
    [detail, stopping, "stopping: stopping"],
    [null, deploying, "waiting: has no container yet"],
    [null, up, "failed: has lost its container"],
    [null, down, "stopped: has no container"],
    [null, { ...up, wanted: "draft" }, "stopped: has no container"],
    [{ ...detail, state: "created" }, deploying, "waiting: waits for its start"],
    [{ ...detail, state: "created" }, up, "failed: was created and never started"],
    [{ ...detail, state: "created" }, down, "stopped: was not started"],
    [
      { ...detail, state: "created", startError: "port is already allocated\n" },
      deploying,
      "failed: could not start: port is already allocated",
    ],
    [exited(1), up, "failed: exited with 1, 12 s ago"],
    [exited(0), up, "failed: exited with 0, 12 s ago"],
    [exited(137, { outOfMemory: true }), up, "failed: ran out of memory"],
    [exited(143), down, "stopped: stopped"],
    [exited(143), stopping, "stopped: stopped"],
    [exited(143), deploying, "waiting: waits for its start"],
    [
      { ...detail, state: "restarting", exitCode: 1, finishedAt: ago(2), restartCount: 1 },
      up,
      "starting: exited with 1, 2 s ago and is started again",
    ],
    [
      { ...detail, state: "restarting", exitCode: 1, finishedAt: ago(2), restartCount: 7 },
      up,
      "failed: exited with 1, 2 s ago, restarted 7 times",
    ],
    [{ ...detail, state: "paused" }, up, "unhealthy: paused"],
    [{ ...detail, state: "removing" }, deploying, "stopping: being removed"],
    [{ ...detail, state: "dead" }, up, "failed: dead: the engine could not remove it"],
    [
      { ...summary, state: "exited", status: "Exited (1) 12 seconds ago" },
      up,
      "failed: exited with 1, 12 seconds ago",
    ],
    [{ ...summary, health: "healthy", status: "Up 3 minutes (healthy)" }, up, "running: healthy"],
  ])("%#: %s", (container, context, expected) => {
    const { state, reason } = serviceState(container, { restart: "unless-stopped" }, context);
    expect(`${state}: ${reason}`).toBe(expected);
  });
});

describe("a one-shot service", () => {
  it.each<Row>([
    [detail, deploying, "starting: at work"],
    [exited(0), up, "done: done"],
    [exited(0), down, "done: done"],
    [exited(3), deploying, "failed: exited with 3, 12 s ago"],
    [exited(3), down, "failed: exited with 3, 12 s ago"],
    [{ ...summary, state: "exited", status: "Exited (0) 2 hours ago" }, up, "done: done"],
    [{ ...detail, state: "created" }, deploying, "waiting: waits for its start"],
  ])("%#: %s", (container, context, expected) => {
    const { state, reason } = serviceState(container, { restart: "no" }, context);
    expect(`${state}: ${reason}`).toBe(expected);
  });
});
