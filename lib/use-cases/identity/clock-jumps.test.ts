import { describe, expect, it } from "vitest";
import { fromBase32 } from "@/lib/keys/base32";
import { totpCode } from "@/lib/keys/totp";
import { checkSession } from "@/lib/use-cases/identity/check-session";
import { beginSecondFactor, confirmSecondFactor } from "@/lib/use-cases/identity/own-second-factor";
import { listSessions } from "@/lib/use-cases/identity/own-sessions";
import { signIn } from "@/lib/use-cases/identity/sign-in";
import { signInWithCode } from "@/lib/use-cases/identity/sign-in-with-code";
import { ann, at, local, MINUTE_MS, testIdentity } from "@/lib/use-cases/test-support/test-identity";

const HOUR_MS = 60 * MINUTE_MS;
const YEAR_MS = 365 * 24 * HOUR_MS;
const HERE = "192.0.2.7";

async function signedIn() {
  const identity = testIdentity();
  await identity.owner();
  const { token, operator } = await identity.signIn(ann, HERE);
  const tokenHash = identity.services.tokens.hash(token);
  return { identity, operator, tokenHash, check: () => checkSession(identity.services, tokenHash) };
}

describe("a session", () => {
  it.each([
    ["a year ahead", YEAR_MS],
    ["an hour ahead", HOUR_MS],
    ["an hour back", -HOUR_MS],
    ["a year back", -YEAR_MS],
    ["to 1970", -Date.parse("2026-03-01T10:00:00Z")],
  ])("ends when the clock jumps %s", async (_to, ms) => {
    const { identity, check, tokenHash, operator } = await signedIn();
    expect(await check()).not.toBeNull();
    identity.pass(ms);
    expect(await check()).toBeNull();
    expect(await listSessions(identity.services, { operatorId: operator.id, tokenHash })).toEqual([]);
  });

  it.each([-2 * MINUTE_MS, 2 * MINUTE_MS])("lives through a clock put right by %i ms", async (ms) => {
    const { identity, check } = await signedIn();
    identity.pass(ms);
    expect(await check()).not.toBeNull();
  });

  it("does not outlive its twelve hours by a clock that goes to and fro", async () => {
    const { identity, check } = await signedIn();
    let lived = 0;
    for (let step = 0; step < 100 && (await check()) !== null; step += 1) {
      identity.pass(50 * MINUTE_MS);
      if (step % 5 === 4) identity.pass(-4 * MINUTE_MS);
      lived += 50;
    }
    expect(lived).toBeLessThan(13 * 60);
  });
});

describe("a sign-in that waits for its code", () => {
  async function waiting() {
    const identity = testIdentity();
    const { services } = identity;
    await identity.owner();
    const { operator, token } = await identity.signIn(ann, HERE);
    const own = { operatorId: operator.id, tokenHash: services.tokens.hash(token) };
    const { secret } = await beginSecondFactor(services, own, ann.name);
    const codeOfNow = () => totpCode(fromBase32(secret), Math.floor(services.now().getTime() / 30_000));
    const recovery = await confirmSecondFactor(services, own, codeOfNow(), local);
    identity.pass(MINUTE_MS);
    const challenge = async () => {
      const answer = await signIn(services, ann, at(HERE));
      if (!("challenge" in answer)) throw new Error("No code is asked for");
      return answer.challenge;
    };
    const give = (challenged: string, code: string) =>
      signInWithCode(services, { challenge: challenged, code }, at(HERE));
    return { identity, codeOfNow, recovery, challenge, give };
  }

  it.each([HOUR_MS, -HOUR_MS, YEAR_MS, -YEAR_MS])("is over after a jump of %i ms", async (ms) => {
    const { identity, codeOfNow, challenge, give } = await waiting();
    const challenged = await challenge();
    identity.pass(ms);
    await expect(give(challenged, codeOfNow())).rejects.toMatchObject({ code: "sign-in-expired" });
  });

  it("takes no code twice when the clock is set back, and a recovery code meanwhile", async () => {
    const { identity, codeOfNow, recovery, challenge, give } = await waiting();
    const code = codeOfNow();
    await give(await challenge(), code);
    identity.pass(20_000);
    identity.pass(-20_000);
    await expect(give(await challenge(), code)).rejects.toMatchObject({ code: "sign-in-failed" });
    identity.pass(-YEAR_MS);
    await expect(give(await challenge(), codeOfNow())).rejects.toMatchObject({ code: "sign-in-failed" });
    expect((await give(await challenge(), recovery[0] ?? "")).operator.name).toBe(ann.name);
  });

  it("says why no code is taken after one was used while the clock was ahead, and takes none twice", async () => {
    const { identity, codeOfNow, recovery, challenge, give } = await waiting();
    const first = codeOfNow();
    await give(await challenge(), first);
    identity.pass(YEAR_MS);
    await give(await challenge(), codeOfNow());
    identity.pass(-YEAR_MS);
    const heldOff = {
      code: "sign-in-failed",
      message: expect.stringMatching(
        /^No code of an app is taken before 2027-03-01 10:0\d UTC: .* clock was ahead$/,
      ),
      details: { fix: expect.stringContaining("use a recovery code") },
    };
    await expect(give(await challenge(), first)).rejects.toMatchObject(heldOff);
    identity.pass(MINUTE_MS);
    await expect(give(await challenge(), codeOfNow())).rejects.toMatchObject(heldOff);
    expect((await give(await challenge(), recovery[0] ?? "")).operator.name).toBe(ann.name);
    identity.pass(YEAR_MS + 2 * MINUTE_MS);
    expect((await give(await challenge(), codeOfNow())).operator.name).toBe(ann.name);
  });

  it("says nothing of clocks of a code that was typed a moment early", async () => {
    const { identity, codeOfNow, challenge, give } = await waiting();
    identity.pass(30_000);
    const ahead = codeOfNow();
    identity.pass(-30_000);
    await give(await challenge(), ahead);
    await expect(give(await challenge(), ahead)).rejects.toMatchObject({
      message: "The code is wrong, or was used already",
    });
  });

  it("takes the codes of a clock that jumped ahead", async () => {
    const { identity, codeOfNow, challenge, give } = await waiting();
    identity.pass(YEAR_MS);
    expect((await give(await challenge(), codeOfNow())).operator.name).toBe(ann.name);
  });
});
