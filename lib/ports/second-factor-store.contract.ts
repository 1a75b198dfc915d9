import { beforeEach, describe, expect, it } from "vitest";
import type { IdentityStore, SessionRecord } from "@/lib/ports/identity-store";
import type { SecondFactorStore } from "@/lib/ports/second-factor-store";
import type { AuditRecord } from "@/lib/ports/stores";

const NOW = new Date("2026-03-01T10:00:00Z");
const later = new Date(NOW.getTime() + 1000);
const audit = (what: string): AuditRecord => ({ who: "ann", what, target: "ann", from: "192.0.2.7" });
const session = (tokenHash: string): SessionRecord => ({
  ...{ tokenHash, operatorId: "ann", peer: "192.0.2.7", browser: "", createdAt: NOW, lastSeenAt: NOW },
  ...{ expiresAt: later, provedAt: null },
});
const first = { step: 100, codeHashes: ["one", "two"] };
const own = { operatorId: "ann", tokenHash: "s1" };
const proven = (secondFactorSince: Date | null) => ({ passwordHash: "argon", secondFactorSince });

type Opened = {
  identity: IdentityStore;
  factors: SecondFactorStore;
  audit: () => Promise<AuditRecord[]>;
};

/** What every store of second factors promises; `open` gives empty ones whose clock stands at 2026-03-01T10:00:00Z. */
export function secondFactorStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a store of second factors`, () => {
    let opened: Opened;
    let factors: SecondFactorStore;
    const whats = async () => (await opened.audit()).map(({ what }) => what);
    const setUp = async () => (await factors.secondFactor("ann"))?.setUp ?? "";
    const confirm = async (what: string) =>
      factors.confirmSecondFactor(own, { ...first, setUp: await setUp() }, audit(what));
    const confirmed = async () => {
      await factors.beginSecondFactor(own, "SECRET");
      return confirm("on");
    };

    beforeEach(async () => {
      opened = await open();
      factors = opened.factors;
      const { identity } = opened;
      await identity.replaceSetupLink({ tokenHash: "link", createdAt: NOW, expiresAt: later }, audit("link"));
      const ann = { id: "ann", name: "Ann", role: "owner" as const, createdAt: NOW, lastSeenAt: null };
      await identity.createOwner({ ...ann, passwordHash: "argon" }, "link", session("s1"), audit("owner"));
      await identity.createSession(session("s2"), proven(null), audit("signed in"));
    });

    it("asks for nothing until it is confirmed; then the other sessions have ended", async () => {
      expect(await factors.secondFactor("ann")).toBeNull();
      expect(await factors.beginSecondFactor(own, "FIRST")).toBe(true);
      expect(await factors.beginSecondFactor(own, "SECRET")).toBe(true);
      expect(await factors.secondFactor("ann")).toEqual({
        ...{ secret: "SECRET", setUp: expect.any(String), confirmedAt: null, lastStep: 0, recoveryCodes: 0 },
      });
      expect(await factors.takeStep("ann", 100)).toBe(false);
      expect([...(await factors.operatorsWithSecondFactor())]).toEqual([]);
      expect(await confirm("on")).toEqual(["s2"]);
      expect(await factors.secondFactor("ann")).toEqual({
        ...{ secret: "SECRET", setUp: expect.any(String), confirmedAt: NOW, lastStep: 100, recoveryCodes: 2 },
      });
      expect([...(await factors.operatorsWithSecondFactor())]).toEqual(["ann"]);
      expect(await opened.identity.session("s1")).not.toBeNull();
      expect(await opened.identity.session("s2")).toBeNull();
      expect((await whats()).at(-1)).toBe("on");
    });

    it("is neither confirmed twice nor overwritten", async () => {
      await confirmed();
      expect(await factors.beginSecondFactor(own, "OTHER")).toBe(false);
      expect(await confirm("twice")).toBeNull();
      expect((await factors.secondFactor("ann"))?.secret).toBe("SECRET");
      expect(await whats()).not.toContain("twice");
    });

    it("takes the code of a step once, of many at once, and none of before", async () => {
      await confirmed();
      expect(await factors.takeStep("ann", 100)).toBe(false);
      const taken = await Promise.all(Array.from({ length: 20 }, () => factors.takeStep("ann", 102)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await factors.takeStep("ann", 101)).toBe(false);
      expect(await factors.takeStep("bob", 103)).toBe(false);
      expect(await factors.takeStep("ann", 103)).toBe(true);
    });

    it("takes a recovery code once, of many at once, and written down", async () => {
      await confirmed();
      const taken = await Promise.all(
        Array.from({ length: 20 }, () => factors.takeRecoveryCode("ann", "one", audit("used"))),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await factors.takeRecoveryCode("ann", "none", audit("used"))).toBe(false);
      expect(await factors.takeRecoveryCode("bob", "two", audit("used"))).toBe(false);
      expect((await whats()).filter((what) => what === "used")).toHaveLength(1);
      expect((await factors.secondFactor("ann"))?.recoveryCodes).toBe(1);
      const codes = ["three", "four", "five"];
      expect(await factors.replaceRecoveryCodes(own, codes, audit("new codes"))).toBe(true);
      expect(await factors.takeRecoveryCode("ann", "two", audit("used"))).toBe(false);
      expect(await factors.takeRecoveryCode("ann", "five", audit("used"))).toBe(true);
    });

    it("is gone with its codes when it is removed, and so are the sessions but the kept one", async () => {
      await confirmed();
      await opened.identity.createSession(session("s3"), proven(NOW), audit("signed in"));
      expect(await factors.removeSecondFactor(own, audit("off"))).toEqual(["s3"]);
      expect(await factors.secondFactor("ann")).toBeNull();
      expect(await factors.takeRecoveryCode("ann", "one", audit("used"))).toBe(false);
      expect(await factors.removeSecondFactor(own, audit("twice"))).toBeNull();
      expect(await whats()).not.toContain("twice");
      await confirmed();
      expect(await factors.resetSecondFactor("ann", audit("reset"))).toEqual(["s1"]);
      expect(await factors.resetSecondFactor("ann", audit("twice"))).toBeNull();
    });

    it("confirms the secret that the code was of alone: not one that another page has begun meanwhile", async () => {
      await factors.beginSecondFactor(own, "FIRST");
      const looked = { ...first, setUp: await setUp() };
      await factors.beginSecondFactor(own, "SECOND");
      expect(await factors.confirmSecondFactor(own, looked, audit("on"))).toBeNull();
      expect((await factors.secondFactor("ann"))?.confirmedAt).toBeNull();
      expect(await opened.identity.session("s2")).not.toBeNull();
      expect(await confirm("on")).toEqual(["s2"]);
    });

    it("opens and proves no session without it once it is on, nor with it once it is off", async () => {
      const { identity } = opened;
      const open = (hash: string, since: Date | null) =>
        identity.createSession(session(hash), proven(since), audit("signed in"));
      await confirmed();
      expect(await open("s3", null)).toBe(false);
      expect(await open("s3", later)).toBe(false);
      expect(await identity.proveSession(own, proven(null), later, audit("proved"))).toBe(false);
      expect(await identity.proveSession(own, proven(NOW), later, audit("proved"))).toBe(true);
      await factors.removeSecondFactor(own, audit("off"));
      expect(await open("s3", NOW)).toBe(false);
      expect(await identity.session("s3")).toBeNull();
      await factors.beginSecondFactor(own, "AGAIN");
      expect(await open("s3", null)).toBe(true);
    });

    it("is not touched by a session that has ended, and has no codes without a secret", async () => {
      expect(await factors.replaceRecoveryCodes(own, ["x"], audit("codes"))).toBe(false);
      await factors.beginSecondFactor(own, "SECRET");
      const begun = { ...first, setUp: await setUp() };
      const over = { code: "not-signed-in" };
      const gone = { ...own, tokenHash: "s2" };
      const stranger = { operatorId: "bob", tokenHash: "s1" };
      await opened.identity.endSession("s2", audit("out"));
      for (const who of [gone, stranger]) {
        await expect(factors.beginSecondFactor(who, "THEIRS")).rejects.toMatchObject(over);
        await expect(factors.confirmSecondFactor(who, begun, audit("x"))).rejects.toMatchObject(over);
        await expect(factors.replaceRecoveryCodes(who, ["x"], audit("x"))).rejects.toMatchObject(over);
        await expect(factors.removeSecondFactor(who, audit("x"))).rejects.toMatchObject(over);
      }
      expect(await factors.secondFactor("ann")).toMatchObject({ secret: "SECRET", confirmedAt: null });
      expect(await whats()).not.toContain("x");
    });
  });
}
