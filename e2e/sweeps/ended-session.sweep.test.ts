import { describe, expect, it } from "vitest";
import { openStream, sweepEndedSession } from "@/e2e/sweeps/ended-session";
import { sweptForAll } from "@/e2e/sweeps/swept-for-all";

const CALLS = 2_000;
const STREAMS = 10;
const CLOSED_WITHIN_MS = 5_000;

describe("after a session has ended", () => {
  const panel = sweptForAll();

  it("its streams are closed, and nothing is had with it any more", async () => {
    const swept = panel();
    const session = await swept.signIn();
    const streams = await Promise.all(
      Array.from({ length: STREAMS }, () => openStream(swept, session.cookie)),
    );
    expect((await swept.endSession(session.token)).status).toBe(200);
    const endedAt = performance.now();
    await Promise.all(streams.map(({ closed }) => closed));
    const tookMs = performance.now() - endedAt;
    expect(tookMs).toBeLessThan(CLOSED_WITHIN_MS);
    const before = swept.rows();
    const { successes } = await sweepEndedSession(swept, session, CALLS);
    console.log(
      `${STREAMS} streams closed in ${tookMs.toFixed(0)} ms; ${successes.length} of ${CALLS} calls passed`,
    );
    expect(successes).toEqual([]);
    expect(swept.rows()).toBe(before);
    expect(swept.engineCalls()).toEqual([]);
  });
});
