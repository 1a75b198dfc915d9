import { beforeEach, describe, expect, it } from "vitest";
import { fromBase32 } from "@/lib/keys/base32";
import { totpCode } from "@/lib/keys/totp";
import { changePassword } from "@/lib/use-cases/identity/change-password";
import { beginSecondFactor, confirmSecondFactor } from "@/lib/use-cases/identity/own-second-factor";
import { provePassword } from "@/lib/use-cases/identity/prove-password";
import { signIn } from "@/lib/use-cases/identity/sign-in";
import { signInWithCode } from "@/lib/use-cases/identity/sign-in-with-code";
import { signOut } from "@/lib/use-cases/identity/sign-out";
import {
  createPasswordLink,
  resetSecondFactor,
  setPasswordByLink,
} from "@/lib/use-cases/people/reset-person";
import { ann, at, local, testIdentity } from "@/lib/use-cases/test-support/test-identity";

const NEXT = "battery staple";
const CALLER = { who: "Ann", from: "" };

describe("while a password is looked at", () => {
  let panel: ReturnType<typeof testIdentity>;
  let own: { operatorId: string; tokenHash: string };
  beforeEach(async () => {
    panel = testIdentity();
    const { token, operator } = await panel.owner();
    own = { operatorId: operator.id, tokenHash: panel.services.tokens.hash(token) };
  });

  /** Something that happens once, after the next look at a password and before its outcome is known. */
  const meanwhile = (happens: () => Promise<unknown>) => {
    const { passwords } = panel.services;
    const { verify } = passwords;
    passwords.verify = async (hash, password) => {
      passwords.verify = verify;
      const matches = await verify(hash, password);
      await happens();
      return matches;
    };
  };
  const change = (current: string, next: string) =>
    changePassword(panel.services, own, { current, next }, CALLER);
  const codeOf = (secret: string, away = 0) =>
    totpCode(fromBase32(secret), Math.floor(panel.services.now().getTime() / 30_000) + away);
  const switchOn = async () => {
    const { secret } = await beginSecondFactor(panel.services, own, "Ann");
    await confirmSecondFactor(panel.services, own, codeOf(secret), CALLER);
    return secret;
  };
  const challenge = async () => {
    const begun = await signIn(panel.services, ann, at(""));
    return "challenge" in begun ? begun.challenge : "";
  };
  const sessions = async () => (await panel.store.sessionsOf(own.operatorId)).length;
  const refused = { code: "sign-in-failed", message: "Name or password is wrong" };

  it("a sign-in with the old password opens nothing once the password was changed", async () => {
    meanwhile(() => change(ann.password, NEXT));
    await expect(signIn(panel.services, ann, at(""))).rejects.toMatchObject(refused);
    expect(await sessions()).toBe(1);
    expect(panel.recorded.at(-1)?.what).toBe("sign-in refused");
  });

  it("nor once it was set by a link, nor without a code once a second factor is on", async () => {
    const { url } = await createPasswordLink(panel.services, own.operatorId, local);
    const token = url.split("#token=")[1] ?? "";
    meanwhile(() => setPasswordByLink(panel.services, { token, password: NEXT }, at("")));
    await expect(signIn(panel.services, ann, at(""))).rejects.toMatchObject(refused);
    expect(await sessions()).toBe(0);

    const signedIn = await panel.signIn({ ...ann, password: NEXT }, "");
    own = { ...own, tokenHash: panel.services.tokens.hash(signedIn.token) };
    const { factors } = panel.services;
    const { secondFactor } = factors;
    factors.secondFactor = async (id) => {
      factors.secondFactor = secondFactor;
      const found = await factors.secondFactor(id);
      await switchOn();
      return found;
    };
    const again = signIn(panel.services, { ...ann, password: NEXT }, at(""));
    await expect(again).rejects.toMatchObject(refused);
    expect(await sessions()).toBe(1);
  });

  it("a code opens nothing when the password changes while it is looked at, and names the reason after a reset", async () => {
    const secret = await switchOn();
    const given = { challenge: await challenge(), code: codeOf(secret, 1) };
    const { factors } = panel.services;
    const { takeStep } = factors;
    factors.takeStep = async (...step) => {
      const taken = await takeStep.apply(factors, step);
      await change(ann.password, NEXT);
      return taken;
    };
    const attempt = signInWithCode(panel.services, given, at(""));
    await expect(attempt).rejects.toMatchObject({ code: "sign-in-expired" });
    expect(await sessions()).toBe(1);
    await change(NEXT, ann.password);

    const waiting = await challenge();
    await resetSecondFactor(panel.services, own.operatorId, { operatorId: null, caller: local });
    const late = signInWithCode(panel.services, { challenge: waiting, code: "000000" }, at(""));
    await expect(late).rejects.toMatchObject({ code: "sign-in-expired" });
  });

  it("a session that ends can neither change the password nor prove anything any more", async () => {
    const over = { code: "not-signed-in" };
    meanwhile(() => signOut(panel.services, own.tokenHash, CALLER));
    await expect(change(ann.password, NEXT)).rejects.toMatchObject(over);
    await panel.signIn(ann, "");
    const { token } = await panel.signIn(ann, "");
    own = { ...own, tokenHash: panel.services.tokens.hash(token) };
    meanwhile(() => signOut(panel.services, own.tokenHash, CALLER));
    await expect(provePassword(panel.services, own, { ...ann, code: "" }, CALLER)).rejects.toMatchObject(
      over,
    );
  });

  it("of two changes from one session the second is told that its password is the old one", async () => {
    meanwhile(() => change(ann.password, NEXT));
    await expect(change(ann.password, "third password")).rejects.toMatchObject({ code: "sign-in-failed" });
    await panel.signIn({ ...ann, password: NEXT }, "");
  });

  it("the secret that another page begins is not switched on by a code of the first", async () => {
    const { secret } = await beginSecondFactor(panel.services, own, "Ann");
    const { factors } = panel.services;
    const { confirmSecondFactor: confirm } = factors;
    factors.confirmSecondFactor = async (...given) => {
      await beginSecondFactor(panel.services, own, "Ann");
      return confirm.apply(factors, given);
    };
    const attempt = confirmSecondFactor(panel.services, own, codeOf(secret), CALLER);
    await expect(attempt).rejects.toMatchObject({ message: "Another set-up was begun meanwhile" });
    expect((await factors.secondFactor(own.operatorId))?.confirmedAt).toBeNull();
  });
});

describe("the five codes of a sign-in", () => {
  it("are five: four wrong, the fifth right", async () => {
    const panel = testIdentity();
    const { token, operator } = await panel.owner();
    const own = { operatorId: operator.id, tokenHash: panel.services.tokens.hash(token) };
    const { secret } = await beginSecondFactor(panel.services, own, "Ann");
    const step = Math.floor(panel.services.now().getTime() / 30_000);
    const codes = await confirmSecondFactor(panel.services, own, totpCode(fromBase32(secret), step), CALLER);
    const begun = await signIn(panel.services, ann, at(""));
    const challenge = "challenge" in begun ? begun.challenge : "";
    const answer = (code: string) => signInWithCode(panel.services, { challenge, code }, at(""));
    for (let wrong = 0; wrong < 4; wrong += 1) {
      await expect(answer("000000")).rejects.toMatchObject({ code: "sign-in-failed" });
    }
    const both = await Promise.allSettled([answer(codes[0] ?? ""), answer(codes[1] ?? "")]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    // Who comes second finds no sign-in to go on with, and keeps their code.
    expect(both[1]).toMatchObject({ reason: { code: "sign-in-expired" } });
    expect((await panel.services.factors.secondFactor(operator.id))?.recoveryCodes).toBe(9);
  });
});
