import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SweptPanel } from "@/e2e/sweeps/swept-panel";
import { sweepUnauthenticated } from "@/e2e/sweeps/unauthenticated";
import { type Variant, variants } from "@/e2e/sweeps/variants";

const LEAST_CALLS = 5_000;

describe("without a session", () => {
  let swept: SweptPanel;
  let all: Variant[];
  beforeAll(async () => {
    swept = await SweptPanel.open();
    all = await variants(swept);
  });
  afterAll(async () => swept?.close());

  it("nothing is had, done or changed", async () => {
    const before = swept.rows();
    const { calls, successes } = await sweepUnauthenticated(swept, all);
    console.log(`${calls} calls without a session, ${successes.length} came to something`);
    expect(successes).toEqual([]);
    expect(calls).toBeGreaterThan(LEAST_CALLS);
    expect(swept.engine.calls()).toEqual([]);
    expect(swept.rows()).toBe(before);
  });

  it.each([
    ["web", ["GET /stacks/swept with", "GET /api/stream/events with"]],
    ["actions", ["action checkDraft", "action listVolumes"]],
    ["worker", ["GET stacks.show of the worker", "POST drafts.check of the worker"]],
  ] as const)("the same calls of %s come to something with one", async (part, expected) => {
    const { cookie, token } = await swept.signIn();
    const signedIn = [{ name: "a session", headers: { cookie, authorization: `Bearer ${token}` } }];
    const { successes } = await sweepUnauthenticated(swept, signedIn, [part]);
    for (const label of expected) {
      expect(successes.filter((success) => success.startsWith(label))).not.toEqual([]);
    }
  });
});
