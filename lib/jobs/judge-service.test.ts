import { describe, expect, it } from "vitest";
import { judgeService } from "@/lib/jobs/judge-service";
import { FakeEngine } from "@/lib/jobs/test-support/fake-engine";
import type { ContainerDetail } from "@/lib/ports/engine";
import type { ComposeService } from "@/lib/stacks/compose-project";

const NOW_MS = Date.parse("2026-01-01T00:00:10Z");
const LASTING: ComposeService = {
  image: "a",
  restart: "unless-stopped",
  logging: { maxSizeMib: 1, maxFiles: 1 },
};
const ONCE: ComposeService = { ...LASTING, restart: "no" };

function judged(service: ComposeService, change: Partial<ContainerDetail> | null): string {
  const container = change === null ? null : { ...new FakeEngine().create("shop-a-1", "a", {}), ...change };
  const judgement = judgeService(service, container, NOW_MS, 150);
  return judgement.state === "failed" ? judgement.code : judgement.state;
}

describe("whether a service has come up", () => {
  const startedAt = "2026-01-01T00:00:00Z";
  it.each([
    ["healthy", LASTING, { state: "running", health: "healthy" }, "ready"],
    ["running for a while without a check", LASTING, { state: "running", startedAt }, "ready"],
    ["only just running", LASTING, { state: "running", startedAt: "2026-01-01T00:00:09.900Z" }, "waiting"],
    ["starting", LASTING, { state: "running", health: "starting" }, "waiting"],
    ["unhealthy", LASTING, { state: "running", health: "unhealthy" }, "service-unhealthy"],
    ["a one-shot that is done", ONCE, { state: "exited", exitCode: 0 }, "ready"],
    ["a one-shot at work", ONCE, { state: "running", startedAt }, "waiting"],
    ["a one-shot that failed", ONCE, { state: "exited", exitCode: 3 }, "service-exited"],
    ["a lasting one that ended well", LASTING, { state: "exited", exitCode: 0 }, "service-exited"],
    ["fallen over once", LASTING, { state: "restarting", restartCount: 1, exitCode: 1 }, "waiting"],
    ["in a loop", LASTING, { state: "restarting", restartCount: 3, exitCode: 1 }, "service-exited"],
    ["up again after a loop", LASTING, { state: "running", restartCount: 3, health: "healthy" }, "ready"],
    ["out of memory", LASTING, { state: "exited", outOfMemory: true, exitCode: 137 }, "service-exited"],
    [
      "without its port",
      LASTING,
      { state: "created", startError: "Bind for 0.0.0.0:80 failed: port is already allocated" },
      "port-in-use",
    ],
    [
      "on a full disk",
      LASTING,
      { state: "created", startError: "mkdir /store/merged: no space left on device" },
      "disk-full",
    ],
    ["without its program", LASTING, { state: "created", startError: "no such file" }, "service-exited"],
    ["not there yet", LASTING, null, "waiting"],
  ] as const)("%s", (_, service, change, expected) => {
    expect(judged(service, change)).toBe(expected);
  });
});
