import { beforeEach, describe, expect, it } from "vitest";
import type { IdentityStore, SessionRecord } from "@/lib/ports/identity-store";
import type { InvitationRecord, PeopleStore } from "@/lib/ports/people-store";
import type { AuditRecord } from "@/lib/ports/stores";

const NOW = new Date("2026-03-01T10:00:00Z");
const msFromNow = (ms: number) => new Date(NOW.getTime() + ms);
const audit = (what: string): AuditRecord => ({ who: "ann", what, target: "bob", from: "192.0.2.7" });
const person = (id: string, name: string) => ({
  ...{ id, name, role: "viewer" as const, passwordHash: "argon", createdAt: NOW, lastSeenAt: null },
});
const session = (tokenHash: string, operatorId: string): SessionRecord => ({
  ...{ tokenHash, operatorId, peer: "192.0.2.7", browser: "", createdAt: NOW, lastSeenAt: NOW },
  expiresAt: msFromNow(1000),
  provedAt: null,
});
const invitation = (id: string, more: Partial<InvitationRecord> = {}): InvitationRecord => ({
  ...{ id, tokenHash: `hash of ${id}`, role: "operator", note: "Bob", createdBy: "ann", createdAt: NOW },
  ...{ creatorId: null, expiresAt: msFromNow(1000), ...more },
});

type Opened = { identity: IdentityStore; people: PeopleStore; audit: () => Promise<AuditRecord[]> };

/** What every store of people promises; `open` gives empty ones whose clock stands at 2026-03-01T10:00:00Z. */
export function peopleStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a store of people`, () => {
    let identity: IdentityStore;
    let people: PeopleStore;
    let whats: () => Promise<string[]>;

    const accept = (id: string, personId: string, called: string) =>
      people.acceptInvitation(
        `hash of ${id}`,
        person(personId, called),
        session(`s-${personId}`, personId),
        audit("accepted"),
      );
    const join = async (id: string, called: string, role: InvitationRecord["role"]) => {
      await people.createInvitation(invitation(`i-${id}`, { role }), audit("invited"));
      await accept(`i-${id}`, id, called);
    };
    const roles = async () => (await people.people()).map((each) => [each.name, each.role]);

    beforeEach(async () => {
      const opened = await open();
      identity = opened.identity;
      people = opened.people;
      whats = async () => (await opened.audit()).map(({ what }) => what);
      await identity.replaceSetupLink(
        { tokenHash: "link", createdAt: NOW, expiresAt: msFromNow(1) },
        audit("link"),
      );
      const ann = { ...person("ann", "Ann"), role: "owner" as const, createdAt: msFromNow(-1) };
      await identity.createOwner(ann, "link", session("s-ann", "ann"), audit("owner"));
    });

    it("makes one account of a link that many use at once, with the role of the invitation", async () => {
      await people.createInvitation(invitation("one"), audit("invited"));
      const tries = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) => accept("one", `p${index}`, `Bob${index}`)),
      );
      expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const refused = tries.filter((each) => each.status === "rejected");
      for (const { reason } of refused) expect(reason).toMatchObject({ code: "link-invalid" });
      const [, made, ...others] = await people.people();
      expect(others).toEqual([]);
      expect(made).toMatchObject({ role: "operator", lastSeenAt: NOW });
      expect(await identity.session(`s-${made?.id}`)).not.toBeNull();
      expect(await people.invitations()).toEqual([]);
      expect((await whats()).filter((what) => what === "accepted")).toHaveLength(1);
    });

    it("takes no link that is over, ended or never was", async () => {
      const invalid = { code: "link-invalid" };
      await people.createInvitation(invitation("over", { expiresAt: NOW }), audit("invited"));
      await people.createInvitation(invitation("ended"), audit("invited"));
      expect(await people.deleteInvitation("ended", audit("ended"))).toBe(true);
      expect(await people.deleteInvitation("ended", audit("ended twice"))).toBe(false);
      for (const id of ["over", "ended", "none"]) {
        await expect(accept(id, "p", "Bob"), id).rejects.toMatchObject(invalid);
      }
      await people.deleteInvitations(NOW);
      expect(await people.invitations()).toEqual([]);
      expect(await people.people()).toHaveLength(1);
      expect((await whats()).filter((what) => what.startsWith("ended"))).toEqual(["ended"]);
    });

    it("keeps the invitation of somebody whose name is taken", async () => {
      await people.createInvitation(invitation("one"), audit("invited"));
      await expect(accept("one", "p", "ANN")).rejects.toMatchObject({ code: "name-taken" });
      expect(await people.invitation("hash of one")).toEqual(invitation("one"));
      await accept("one", "p", "Bob");
      expect(await people.invitation("hash of one")).toBeNull();
    });

    it("shows people without the hash of their password, and when they were last seen", async () => {
      await identity.touchSession("s-ann", msFromNow(60_000));
      const shown = await people.people();
      expect(shown).toEqual([
        {
          ...{ id: "ann", name: "Ann", role: "owner", createdAt: msFromNow(-1) },
          lastSeenAt: msFromNow(60_000),
        },
      ]);
    });

    it("never leaves the panel without an owner, whatever comes at once", async () => {
      const last = { code: "last-owner" };
      await expect(people.setRole("ann", "viewer", () => audit("x"))).rejects.toMatchObject(last);
      await expect(people.removePerson("ann", () => audit("x"))).rejects.toMatchObject(last);
      await people.setRole("ann", "owner", () => audit("x"));
      await join("bob", "Bob", "owner");
      const both = await Promise.allSettled([
        people.setRole("ann", "viewer", () => audit("x")),
        people.removePerson("bob", () => audit("x")),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect((await roles()).filter(([, role]) => role === "owner")).toHaveLength(1);
    });

    it("sets one new password by the newest link of a person, and ends every session", async () => {
      const link = (token: string, more = {}) => ({
        ...{ operatorId: "ann", tokenHash: token, createdAt: NOW, expiresAt: msFromNow(1000), ...more },
      });
      const set = (token: string, hash = "new") =>
        people.takePasswordLink(token, hash, audit("password set"));
      const invalid = { code: "link-invalid" };
      await people.replacePasswordLink(link("first"), audit("link"));
      await people.replacePasswordLink(link("over", { expiresAt: NOW }), audit("link"));
      await expect(set("first")).rejects.toMatchObject(invalid);
      await expect(set("over")).rejects.toMatchObject(invalid);
      await people.replacePasswordLink(link("last"), audit("link"));
      expect(await people.passwordLink("last")).toEqual(link("last"));
      const tries = await Promise.allSettled(
        Array.from({ length: 10 }, (_, index) => set("last", `new ${index}`)),
      );
      const [done, ...others] = tries.filter(({ status }) => status === "fulfilled");
      expect(done).toMatchObject({ value: ["s-ann"] });
      expect(others).toEqual([]);
      expect((await identity.findById("ann"))?.passwordHash).toMatch(/^new \d$/);
      expect(await identity.session("s-ann")).toBeNull();
      expect((await whats()).filter((what) => what === "password set")).toHaveLength(1);
    });

    it("ends what an owner invited once they are none any more, written down", async () => {
      const by = (creatorId: string | null, id: string) =>
        people.createInvitation(invitation(id, { creatorId, role: "owner", note: id }), audit("invited"));
      await join("bob", "Bob", "owner");
      await by("bob", "b1");
      await by("bob", "b2");
      await by("ann", "a1");
      await by(null, "n1");
      await people.setRole("bob", "owner", () => audit("x"));
      expect(await people.invitations()).toHaveLength(4);
      await people.setRole("bob", "operator", ({ role }) => audit(`was ${role}`));
      await expect(accept("b1", "eve", "Eve")).rejects.toMatchObject({ code: "link-invalid" });
      await expect(by("bob", "b3")).rejects.toMatchObject({ code: "not-allowed" });
      expect((await people.invitations()).map(({ id }) => id)).toEqual(["a1", "n1"]);
      expect((await whats()).slice(-3)).toEqual(["was owner", "invitation ended", "invitation ended"]);

      await people.setRole("bob", "owner", () => audit("again"));
      await by("bob", "b4");
      await people.removePerson("bob", ({ name }) => audit(`${name} removed`));
      await expect(accept("b4", "eve", "Eve")).rejects.toMatchObject({ code: "link-invalid" });
      await expect(by("bob", "b5")).rejects.toMatchObject({ code: "not-allowed" });
      expect((await whats()).slice(-2)).toEqual(["Bob removed", "invitation ended"]);
      expect(await whats()).not.toContain("x");
      await accept("a1", "carl", "Carl");
      await accept("n1", "dora", "Dora");
    });

    it("ends a link for a forgotten password with a change of password, and with its person", async () => {
      const replace = (operatorId: string) =>
        people.replacePasswordLink(
          { operatorId, tokenHash: `of ${operatorId}`, createdAt: NOW, expiresAt: msFromNow(1000) },
          audit("link"),
        );
      await replace("ann");
      const own = { operatorId: "ann", tokenHash: "s-ann" };
      await identity.changePassword(own, { from: "argon", to: "new" }, audit("changed"));
      expect(await people.passwordLink("of ann")).toBeNull();
      await expect(people.takePasswordLink("of ann", "other", audit("x"))).rejects.toMatchObject({
        code: "link-invalid",
      });
      await join("bob", "Bob", "viewer");
      await replace("bob");
      await people.removePerson("bob", () => audit("removed"));
      expect(await people.passwordLink("of bob")).toBeNull();
    });

    it("changes a role, and removes a person with every session", async () => {
      await join("bob", "Bob", "viewer");
      await identity.createSession(
        session("s2-bob", "bob"),
        { passwordHash: "argon", secondFactorSince: null },
        audit("signed in"),
      );
      await people.setRole("bob", "operator", () => audit("role"));
      expect(await roles()).toEqual([
        ["Ann", "owner"],
        ["Bob", "operator"],
      ]);
      expect(await people.removePerson("bob", () => audit("removed"))).toEqual(["s-bob", "s2-bob"]);
      expect(await identity.session("s-bob")).toBeNull();
      expect(await identity.findById("bob")).toBeNull();
      expect((await whats()).slice(-2)).toEqual(["role", "removed"]);
      await expect(people.setRole("bob", "viewer", () => audit("x"))).rejects.toMatchObject({
        code: "not-found",
      });
      await expect(people.removePerson("bob", () => audit("x"))).rejects.toMatchObject({ code: "not-found" });
      expect((await whats()).filter((what) => what === "x")).toEqual([]);
    });
  });
}
