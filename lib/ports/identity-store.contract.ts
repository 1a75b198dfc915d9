import { beforeEach, describe, expect, it } from "vitest";
import type { IdentityStore, SessionRecord } from "@/lib/ports/identity-store";
import type { AuditRecord } from "@/lib/ports/stores";

const NOW = new Date("2026-03-01T10:00:00Z");
const msFromNow = (ms: number) => new Date(NOW.getTime() + ms);
const audit: AuditRecord = { who: "ann", what: "sign-in", target: "ann", from: "192.0.2.7" };
const owner = (id: string) => ({
  ...{ id, name: "Ann", role: "owner" as const, passwordHash: "argon" },
  createdAt: NOW,
  lastSeenAt: null,
});
const proven = { passwordHash: "argon", secondFactorSince: null };
const own = (tokenHash: string) => ({ operatorId: "one", tokenHash });
const session = (tokenHash: string, operatorId = "one"): SessionRecord => ({
  ...{ tokenHash, operatorId, peer: "192.0.2.7", browser: "", createdAt: NOW, lastSeenAt: NOW },
  expiresAt: msFromNow(1000),
  provedAt: null,
});
const link = (tokenHash: string, validMs = 1000) => ({
  tokenHash,
  createdAt: NOW,
  expiresAt: msFromNow(validMs),
});

/** What every identity store promises; `open` gives an empty one whose clock stands at 2026-03-01T10:00:00Z. */
export function identityStoreContract(name: string, open: () => Promise<IdentityStore>): void {
  describe(`${name} as an identity store`, () => {
    let store: IdentityStore;
    const makeOwner = async () => {
      await store.replaceSetupLink(link("link"), audit);
      await store.createOwner(owner("one"), "link", session("s1"), audit);
    };

    beforeEach(async () => {
      store = await open();
    });

    it("makes one owner of many who try at once, signed in", async () => {
      expect(await store.hasOwner()).toBe(false);
      await store.replaceSetupLink(link("link"), audit);
      const tries = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          store.createOwner(owner(`o${index}`), "link", session(`s${index}`, `o${index}`), audit),
        ),
      );
      expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(tries.find((result) => result.status === "rejected")?.reason).toMatchObject({
        code: "setup-done",
      });
      expect(await store.hasOwner()).toBe(true);
      expect(await store.session("s0")).toMatchObject({ operator: { id: "o0", name: "Ann", role: "owner" } });
      expect(await store.setupLink()).toBeNull();
    });

    it("takes the newest link only, and only in time", async () => {
      const attempt = (token: string) => store.createOwner(owner("one"), token, session("s"), audit);
      const refused = { code: "setup-link-invalid" };
      await expect(attempt("none")).rejects.toMatchObject(refused);
      await store.replaceSetupLink(link("first"), audit);
      await store.replaceSetupLink(link("second", 0), audit);
      await expect(attempt("first")).rejects.toMatchObject(refused);
      await expect(attempt("second")).rejects.toMatchObject(refused);
      expect(await store.hasOwner()).toBe(false);
      await store.replaceSetupLink(link("third"), audit);
      await attempt("third");
    });

    it("finds people by name whatever its case and Unicode form", async () => {
      await store.replaceSetupLink(link("link"), audit);
      await store.createOwner({ ...owner("one"), name: "Zoë" }, "link", session("s"), audit);
      expect(await store.findByName("ZOE\u0308")).toMatchObject({
        id: "one",
        name: "Zoë",
        passwordHash: "argon",
      });
      expect(await store.findByName("zoe")).toBeNull();
      expect(await store.findById("one")).toMatchObject({ name: "Zoë" });
    });

    it("shows a session without the password's hash, until it ends", async () => {
      await makeOwner();
      await store.touchSession("s1", msFromNow(500));
      const found = await store.session("s1");
      expect(found?.session).toEqual({ ...session("s1"), lastSeenAt: msFromNow(500) });
      expect(JSON.stringify(found)).not.toContain("argon");
      await store.endSession("s1", audit);
      expect(await store.session("s1")).toBeNull();
    });

    it("keeps when the password was given again, of that session alone", async () => {
      await makeOwner();
      await store.createSession({ ...session("s2"), provedAt: NOW }, proven, audit);
      expect(await store.proveSession(own("s1"), proven, msFromNow(700), audit)).toBe(true);
      expect((await store.session("s1"))?.session.provedAt).toEqual(msFromNow(700));
      expect((await store.session("s2"))?.session.provedAt).toEqual(NOW);
    });

    it("lists a person's sessions, and ends one or all others of them alone", async () => {
      await makeOwner();
      for (const hash of ["s2", "s3", "s4"]) {
        await store.createSession({ ...session(hash), browser: "Firefox 145 on Linux" }, proven, audit);
      }
      const hashes = async () => (await store.sessionsOf("one")).map(({ tokenHash }) => tokenHash).sort();
      expect(await hashes()).toEqual(["s1", "s2", "s3", "s4"]);
      expect(await store.sessionsOf("one")).toContainEqual({
        ...session("s2"),
        browser: "Firefox 145 on Linux",
      });
      expect(await store.sessionsOf("two")).toEqual([]);
      expect(await store.endSessions("two", { only: "s2" }, audit)).toEqual([]);
      const notTheirs = store.endSessions("two", { allBut: "s2" }, audit);
      await expect(notTheirs).rejects.toMatchObject({ code: "not-signed-in" });
      expect(await store.endSessions("one", { only: "s2" }, audit)).toEqual(["s2"]);
      expect(await store.endSessions("one", { only: "s2" }, audit)).toEqual([]);
      expect(await hashes()).toEqual(["s1", "s3", "s4"]);
      expect(await store.endSessions("one", { allBut: "s3" }, audit)).toEqual(["s1", "s4"]);
      expect(await hashes()).toEqual(["s3"]);
    });

    it("ends the other sessions with a change of password", async () => {
      await makeOwner();
      await store.createSession(session("s2"), proven, audit);
      await store.createSession(session("s3"), proven, audit);
      expect(await store.changePassword(own("s2"), { from: "argon", to: "new" }, audit)).toEqual([
        "s1",
        "s3",
      ]);
      expect(await store.findById("one")).toMatchObject({ passwordHash: "new" });
      expect(await store.session("s1")).toBeNull();
      expect(await store.session("s2")).not.toBeNull();
    });

    it("opens and proves nothing with a password that has been changed, whoever it was right for before", async () => {
      await makeOwner();
      await store.changePassword(own("s1"), { from: "argon", to: "new" }, audit);
      expect(await store.createSession(session("s2"), proven, audit)).toBe(false);
      expect(await store.createSession(session("s2", "two"), proven, audit)).toBe(false);
      expect(await store.session("s2")).toBeNull();
      expect(await store.proveSession(own("s1"), proven, msFromNow(700), audit)).toBe(false);
      expect((await store.session("s1"))?.session.provedAt).toBeNull();
      expect(await store.changePassword(own("s1"), { from: "argon", to: "other" }, audit)).toBeNull();
      expect(await store.findById("one")).toMatchObject({ passwordHash: "new" });
      const withNew = { ...proven, passwordHash: "new" };
      expect(await store.createSession(session("s2"), withNew, audit)).toBe(true);
    });

    it("lets a session that has ended change nothing about its account", async () => {
      await makeOwner();
      await store.createSession(session("s2"), proven, audit);
      await store.endSession("s1", audit);
      const over = { code: "not-signed-in" };
      const change = store.changePassword(own("s1"), { from: "argon", to: "new" }, audit);
      await expect(change).rejects.toMatchObject(over);
      expect(await store.findById("one")).toMatchObject({ passwordHash: "argon" });
      await expect(store.proveSession(own("s1"), proven, NOW, audit)).rejects.toMatchObject(over);
      const others = store.endSessions("one", { allBut: "s1" }, audit);
      await expect(others).rejects.toMatchObject(over);
      expect(await store.session("s2")).not.toBeNull();
    });

    it("knows where people have signed in from, until it is told to forget", async () => {
      await makeOwner();
      const v6 = { ...session("s2"), peer: "2001:db8::1", createdAt: msFromNow(100) };
      await store.createSession(v6, proven, audit);
      await store.createSession({ ...session("s3"), peer: "unknown" }, proven, audit);
      await store.createSession({ ...session("s4"), createdAt: msFromNow(50) }, proven, audit);
      expect(await store.hasSignedInFrom("one", "192.0.2.7")).toBe(true);
      expect(await store.hasSignedInFrom("one", "2001:db8:0:0::/64")).toBe(true);
      expect(await store.hasSignedInFrom("one", "192.0.2.8")).toBe(false);
      expect(await store.hasSignedInFrom("one", "unknown")).toBe(false);
      expect(await store.hasSignedInFrom("two", "192.0.2.7")).toBe(false);
      await store.forgetAddresses(msFromNow(50));
      expect(await store.hasSignedInFrom("one", "192.0.2.7")).toBe(false);
      expect(await store.hasSignedInFrom("one", "2001:db8:0:0::/64")).toBe(true);
    });

    it("deletes what is expired or was unseen for too long", async () => {
      await makeOwner();
      await store.createSession({ ...session("idle"), lastSeenAt: msFromNow(-5000) }, proven, audit);
      await store.createSession({ ...session("over"), expiresAt: msFromNow(-1) }, proven, audit);
      expect(await store.deleteSessions({ expiredBy: NOW, unseenSince: msFromNow(-5000) })).toBe(2);
      expect(await store.session("s1")).not.toBeNull();
    });
  });
}
