import { describe, expect, it } from "vitest";
import { sweepCrossOrigin } from "@/e2e/sweeps/cross-origin";
import { sweptForAll } from "@/e2e/sweeps/swept-for-all";
import { actionTargets } from "@/e2e/sweeps/targets";
import { actionCall } from "@/e2e/sweeps/unauthenticated";

const LEAST_CALLS = 600;

describe("from another site's page, in the name of somebody who is signed in", () => {
  const panel = sweptForAll();

  it("nothing passes, and the panel's own page does", async () => {
    const swept = panel();
    const { cookie } = await swept.signIn();
    const before = swept.rows();
    const { calls, successes } = await sweepCrossOrigin(swept, cookie);
    console.log(`${calls} calls from elsewhere, ${successes.length} passed`);
    expect(successes).toEqual([]);
    expect(calls).toBeGreaterThan(LEAST_CALLS);
    expect(swept.engineCalls()).toEqual([]);
    expect(swept.rows()).toBe(before);
    const action = actionTargets().find(({ name }) => name === "checkDraft");
    if (action === undefined) throw new Error("There is no action to try");
    const own = await swept.web.send(actionCall(swept, action, { cookie }));
    expect(own.text).toContain('"status":"done"');
  });
});
