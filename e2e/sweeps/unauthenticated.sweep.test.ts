import { describe, expect, it } from "vitest";
import { sweptForAll } from "@/e2e/sweeps/swept-for-all";
import { guardedActions, workerTargets } from "@/e2e/sweeps/targets";
import { actionCall, isBareTree, PARTS, sweepUnauthenticated, tookInput } from "@/e2e/sweeps/unauthenticated";
import { routerVariants, variants } from "@/e2e/sweeps/variants";

/** Of each part. */
const LEAST_CALLS = 500;

describe("without a session", () => {
  const panel = sweptForAll();

  it.each(PARTS)("nothing of %s is had, done or changed", async (part) => {
    const swept = panel();
    const all = await variants(swept);
    const before = swept.rows();
    const { calls, successes } = await sweepUnauthenticated(swept, all, [part]);
    console.log(`${calls} calls of ${part} without a session, ${successes.length} came to something`);
    expect(successes).toEqual([]);
    expect(calls).toBeGreaterThan(LEAST_CALLS);
    expect(swept.engineCalls()).toEqual([]);
    expect(swept.rows()).toBe(before);
  });

  it("every guarded route and every action is seen to answer somebody with one", async () => {
    const swept = panel();
    const { cookie, token } = await swept.signIn();
    const unseen: string[] = [];
    for (const { id, method, path } of workerTargets().filter(({ access }) =>
      /viewer|oper|owner/.test(access),
    )) {
      const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
      // Its own sign-out ends the session that asks.
      if (id.startsWith("sessions.end")) continue;
      const { status } = await swept.worker.send({
        method,
        path,
        headers,
        body: method === "GET" ? undefined : "{}",
      });
      if (status === 401 || status === 0) unseen.push(id);
    }
    const actions = new Map(guardedActions().map((target) => [target.name, target]));
    for (const target of actions.values()) {
      if (target.name === "signOut") continue;
      if (!tookInput(await swept.web.send(actionCall(swept, target, { cookie })))) unseen.push(target.name);
    }
    expect(unseen).toEqual([]);
  });

  it("the framework's router is answered in its own lines, and not sent to another spelling", async () => {
    const swept = panel();
    const { cookie } = await swept.signIn();
    for (const { name, headers, path } of await routerVariants()) {
      const sent = { method: "GET", path: path?.("/") ?? "/", headers: { ...headers, cookie } };
      const { status, text } = await swept.web.send(sent);
      expect([name, status]).toEqual([name, 200]);
      expect(text).toMatch(/^\w+:/);
      // Ahead it gets the address' parts alone, as everybody does; else the page itself.
      expect([name, isBareTree(text)]).toEqual([name, "next-router-prefetch" in (headers ?? {})]);
    }
  });

  it("the reads of the API come to something with an API token", async () => {
    const swept = panel();
    const { token } = await swept.signIn();
    const made = await swept.worker.send({
      method: "POST",
      path: "/v1/tokens",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ name: "sweep", scope: "read", days: 1 }),
    });
    const { token: apiToken } = JSON.parse(made.text) as { token: string };
    const byToken = [{ name: "an API token", headers: { authorization: `Bearer ${apiToken}` } }];
    const { successes } = await sweepUnauthenticated(swept, byToken, ["api"]);
    for (const label of ["GET stacks.show of the API", "GET jobs.list of the API"]) {
      expect(successes.filter((success) => success.startsWith(label))).not.toEqual([]);
    }
    expect(
      successes.filter((success) => /of the API/.test(success) && /(people|sessions|tokens)\./.test(success)),
    ).toEqual([]);
  });

  it.each([
    ["web", ["GET /stacks/swept with", "GET /api/stream/events with"]],
    ["actions", ["action checkDraft", "action listVolumes"]],
    ["worker", ["GET stacks.show of the worker", "POST drafts.check of the worker"]],
  ] as const)("the same calls of %s come to something with one", async (part, expected) => {
    const swept = panel();
    const { cookie, token } = await swept.signIn();
    const signedIn = [{ name: "a session", headers: { cookie, authorization: `Bearer ${token}` } }];
    const { successes } = await sweepUnauthenticated(swept, signedIn, [part]);
    for (const label of expected) {
      expect(successes.filter((success) => success.startsWith(label))).not.toEqual([]);
    }
  });
});
