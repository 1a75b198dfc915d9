import { beforeEach, describe, expect, it } from "vitest";
import type { IdentityStore, SessionRecord } from "@/lib/ports/identity-store";
import { MOST_SIGN_IN_CHALLENGES, type PasskeyPurpose, type PasskeyStore } from "@/lib/ports/passkey-store";
import type { AuditRecord } from "@/lib/ports/stores";

const NOW = new Date("2026-03-01T10:00:00Z");
const at = (ms: number) => new Date(NOW.getTime() + ms);
const audit = (what: string): AuditRecord => ({ who: "ann", what, target: "ann", from: "192.0.2.7" });
const session = (tokenHash: string): SessionRecord => ({
  ...{ tokenHash, operatorId: "ann", peer: "192.0.2.7", browser: "", createdAt: NOW, lastSeenAt: NOW },
  ...{ expiresAt: at(1000), provedAt: null },
});
const own = { operatorId: "ann", tokenHash: "s1" };
const over = { code: "not-signed-in" };
const passkey = (id: string) => ({
  ...{ id, operatorId: "ann", credentialId: `credential of ${id}`, publicKey: new Uint8Array([1, 2, 3]) },
  ...{ counter: 7, transports: ["internal" as const, "hybrid" as const], name: id, backedUp: false },
  ...{ createdAt: NOW, lastUsedAt: null },
});
const use = (counter: number, id = "phone", operatorId = "ann") => ({
  ...{ id, operatorId, counter, backedUp: true, at: at(5) },
});

type Opened = {
  identity: IdentityStore;
  passkeys: PasskeyStore;
  audit: () => Promise<AuditRecord[]>;
};

/** What every store of passkeys promises; `open` gives empty ones whose clock stands at 2026-03-01T10:00:00Z. */
export function passkeyStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a store of passkeys`, () => {
    let opened: Opened;
    let passkeys: PasskeyStore;
    const whats = async () => (await opened.audit()).map(({ what }) => what);

    beforeEach(async () => {
      opened = await open();
      passkeys = opened.passkeys;
      const { identity } = opened;
      await identity.replaceSetupLink(
        { tokenHash: "link", createdAt: NOW, expiresAt: at(1000) },
        audit("link"),
      );
      const ann = { id: "ann", name: "Ann", role: "owner" as const, createdAt: NOW, lastSeenAt: null };
      await identity.createOwner({ ...ann, passwordHash: "argon" }, "link", session("s1"), audit("owner"));
      const proven = { passwordHash: "argon", secondFactorSince: null };
      await identity.createSession(session("s2"), proven, audit("signed in"));
    });

    it("keeps passkeys as they were given, each device's once", async () => {
      expect(await passkeys.passkeysOf("ann")).toEqual([]);
      expect(await passkeys.addPasskey(own, passkey("phone"), audit("added"))).toBe(true);
      const again = { ...passkey("other"), credentialId: passkey("phone").credentialId };
      expect(await passkeys.addPasskey(own, again, audit("twice"))).toBe(false);
      expect(await passkeys.addPasskey(own, passkey("tablet"), audit("added"))).toBe(true);
      expect(await passkeys.passkeysOf("ann")).toEqual([passkey("phone"), passkey("tablet")]);
      expect(await passkeys.passkey("credential of phone")).toEqual(passkey("phone"));
      expect(await passkeys.passkey("phone")).toBeNull();
      expect([...(await passkeys.countByOperator())]).toEqual([["ann", 2]]);
      expect(await whats()).not.toContain("twice");
    });

    it("renames and removes one's own alone; the other sessions end with a removed one", async () => {
      await passkeys.addPasskey(own, passkey("phone"), audit("added"));
      const renamed = { id: "phone", name: "old phone" };
      expect(await passkeys.renamePasskey(own, renamed, audit("renamed"))).toBe(true);
      expect(await passkeys.renamePasskey(own, { id: "none", name: "x" }, audit("x"))).toBe(false);
      expect((await passkeys.passkeysOf("ann")).map((each) => each.name)).toEqual(["old phone"]);
      expect(await passkeys.removePasskey(own, "none", audit("x"))).toBeNull();
      expect(await opened.identity.session("s2")).not.toBeNull();
      expect(await passkeys.removePasskey(own, "phone", audit("removed"))).toEqual(["s2"]);
      expect(await passkeys.passkey("credential of phone")).toBeNull();
      expect((await whats()).slice(-2)).toEqual(["renamed", "removed"]);
      await passkeys.addPasskey(own, passkey("phone"), audit("added"));
      expect(await passkeys.resetPasskeys("ann", audit("reset"))).toEqual(["s1"]);
      expect(await passkeys.resetPasskeys("ann", audit("x"))).toBeNull();
      expect(await whats()).not.toContain("x");
    });

    it("opens a session and counts on in one: not for a passkey that is gone, nor for one that counts back", async () => {
      await passkeys.addPasskey(own, passkey("phone"), audit("added"));
      const signIn = (hash: string, ...given: Parameters<typeof use>) =>
        passkeys.signInWithPasskey(use(...given), session(hash), audit(`in ${hash}`));
      expect(await signIn("s3", 7)).toBe("counter-back");
      expect(await signIn("s3", 0)).toBe("counter-back");
      expect(await signIn("s3", 9, "none")).toBe("gone");
      expect(await signIn("s3", 9, "phone", "bob")).toBe("gone");
      expect(await opened.identity.session("s3")).toBeNull();
      expect((await passkeys.passkeysOf("ann"))[0]).toEqual(passkey("phone"));
      expect(await whats()).not.toContain("in s3");
      const outcomes = await Promise.all(["s4", "s5", "s6"].map((hash) => signIn(hash, 4_294_967_295)));
      expect(outcomes.sort()).toEqual(["counter-back", "counter-back", "done"]);
      expect((await passkeys.passkeysOf("ann"))[0]).toMatchObject({
        ...{ counter: 4_294_967_295, backedUp: true, lastUsedAt: at(5) },
      });
      expect(await opened.identity.hasSignedInFrom("ann", "192.0.2.7")).toBe(true);
    });

    it("takes devices that do not count, until one begins to", async () => {
      await passkeys.addPasskey(own, { ...passkey("phone"), counter: 0 }, audit("added"));
      const prove = (counter: number) => passkeys.proveWithPasskey(use(counter), own, audit("proved"));
      expect([await prove(0), await prove(0), await prove(1), await prove(0)]).toEqual([
        ...["done", "done", "done", "counter-back"],
      ]);
    });

    it("proves the session that asks, and none that has ended", async () => {
      await passkeys.addPasskey(own, passkey("phone"), audit("added"));
      expect(await passkeys.proveWithPasskey(use(8), own, audit("proved"))).toBe("done");
      expect((await opened.identity.session("s1"))?.session.provedAt).toEqual(at(5));
      expect((await opened.identity.session("s2"))?.session.provedAt).toBeNull();
      await opened.identity.endSession("s1", audit("out"));
      await expect(passkeys.proveWithPasskey(use(9), own, audit("x"))).rejects.toMatchObject(over);
      await expect(passkeys.addPasskey(own, passkey("tablet"), audit("x"))).rejects.toMatchObject(over);
      const renamed = { id: "phone", name: "x" };
      await expect(passkeys.renamePasskey(own, renamed, audit("x"))).rejects.toMatchObject(over);
      await expect(passkeys.removePasskey(own, "phone", audit("x"))).rejects.toMatchObject(over);
      expect((await passkeys.passkeysOf("ann"))[0]).toMatchObject({ counter: 8, name: "phone" });
      expect(await whats()).not.toContain("x");
    });
  });

  describe(`${name} as a store of challenges`, () => {
    let opened: Opened;
    let passkeys: PasskeyStore;
    const challenge = (challengeHash: string, purpose: PasskeyPurpose = "prove", sessionHash = "s1") => ({
      ...{ challengeHash, purpose, sessionHash: purpose === "sign-in" ? null : sessionHash },
    });

    beforeEach(async () => {
      opened = await open();
      passkeys = opened.passkeys;
      const { identity } = opened;
      await identity.replaceSetupLink(
        { tokenHash: "link", createdAt: NOW, expiresAt: at(1000) },
        audit("link"),
      );
      const ann = { id: "ann", name: "Ann", role: "owner" as const, createdAt: NOW, lastSeenAt: null };
      await identity.createOwner({ ...ann, passwordHash: "argon" }, "link", session("s1"), audit("owner"));
    });

    it("gives each once, of many at once, for its own purpose and session, as long as it is young", async () => {
      await passkeys.openChallenge(challenge("one"), at(-100));
      expect(await passkeys.takeChallenge(challenge("one", "register"), at(-200))).toBe(false);
      expect(await passkeys.takeChallenge(challenge("one", "prove", "s2"), at(-200))).toBe(false);
      expect(await passkeys.takeChallenge(challenge("one", "sign-in"), at(-200))).toBe(false);
      const taken = await Promise.all(
        Array.from({ length: 10 }, () => passkeys.takeChallenge(challenge("one"), at(-200))),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      await passkeys.openChallenge(challenge("old"), at(-200));
      expect(await passkeys.takeChallenge(challenge("old"), at(-200))).toBe(false);
      // Too old is used up as well; and so is one of what is now the future.
      expect(await passkeys.takeChallenge(challenge("old"), at(-300))).toBe(false);
      await passkeys.openChallenge(challenge("early"), at(1));
      expect(await passkeys.takeChallenge(challenge("early"), at(-200))).toBe(false);
    });

    it("keeps one of a session and purpose, and none of a session that has ended", async () => {
      await passkeys.openChallenge(challenge("one"), at(-3));
      await passkeys.openChallenge(challenge("two"), at(-2));
      await passkeys.openChallenge(challenge("other", "register"), at(-1));
      expect(await passkeys.takeChallenge(challenge("one"), at(-200))).toBe(false);
      expect(await passkeys.takeChallenge(challenge("two"), at(-200))).toBe(true);
      await opened.identity.endSession("s1", audit("out"));
      expect(await passkeys.takeChallenge(challenge("other", "register"), at(-200))).toBe(false);
    });

    it("bounds those of people who sign in: the oldest give way, and none of a session's", async () => {
      await passkeys.openChallenge(challenge("mine"), at(-5000));
      for (let index = 0; index <= MOST_SIGN_IN_CHALLENGES; index += 1) {
        await passkeys.openChallenge(challenge(`c${index}`, "sign-in"), at(-4000 + index));
      }
      const taken = (hash: string) => passkeys.takeChallenge(challenge(hash, "sign-in"), at(-6000));
      expect([await taken("c0"), await taken("c1"), await taken(`c${MOST_SIGN_IN_CHALLENGES}`)]).toEqual([
        ...[false, true, true],
      ]);
      expect(await passkeys.takeChallenge(challenge("mine"), at(-6000))).toBe(true);
    });
  });
}
