import { beforeEach, describe, expect, it } from "vitest";
import type { ApiTokenRecord, ApiTokenStore } from "@/lib/ports/api-token-store";
import type { IdentityStore, SessionRecord } from "@/lib/ports/identity-store";
import type { PeopleStore } from "@/lib/ports/people-store";
import type { AuditRecord } from "@/lib/ports/stores";

const NOW = new Date("2026-03-01T10:00:00Z");
const msFromNow = (ms: number) => new Date(NOW.getTime() + ms);
const audit = (what: string): AuditRecord => ({ who: "ann", what, target: "ann", from: "192.0.2.7" });
const person = (id: string, role: "owner" | "viewer") => ({
  ...{ id, name: id, role, passwordHash: "argon", createdAt: NOW, lastSeenAt: null },
});
const session = (tokenHash: string, operatorId: string): SessionRecord => ({
  ...{ tokenHash, operatorId, peer: "192.0.2.7", browser: "", createdAt: NOW, lastSeenAt: NOW },
  ...{ expiresAt: msFromNow(1000), provedAt: null },
});
const token = (id: string, operatorId: string, more: Partial<ApiTokenRecord> = {}): ApiTokenRecord => ({
  ...{ id, tokenHash: `hash of ${id}`, operatorId, name: id, scope: "deploy", createdAt: NOW },
  ...{ expiresAt: msFromNow(1000), lastUsedAt: null, lastUsedFrom: null, ...more },
});

type Opened = {
  identity: IdentityStore;
  people: PeopleStore;
  tokens: ApiTokenStore;
  audit: () => Promise<AuditRecord[]>;
};

/** What every store of API tokens promises; `open` gives empty ones whose clock stands at 2026-03-01T10:00:00Z. */
export function apiTokenStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a store of API tokens`, () => {
    let opened: Opened;
    const own = { operatorId: "ann", tokenHash: "s-ann" };
    const make = (id: string, more: Partial<ApiTokenRecord> = {}) =>
      opened.tokens.createToken(own, token(id, "ann", more), audit(`made ${id}`));
    const names = async (operatorId: string | null) =>
      (await opened.tokens.tokensOf(operatorId)).map((each) => [each.operator.name, each.token.name]);
    const entries = async () => (await opened.audit()).map(({ what, target }) => `${what}: ${target}`);

    beforeEach(async () => {
      opened = await open();
      const { identity, people } = opened;
      const link = { tokenHash: "link", createdAt: NOW, expiresAt: msFromNow(1) };
      await identity.replaceSetupLink(link, audit("link"));
      await identity.createOwner(person("ann", "owner"), "link", session("s-ann", "ann"), audit("owner"));
      const invitation = { id: "i", tokenHash: "i", role: "owner" as const, note: "", createdBy: "ann" };
      const times = { createdAt: NOW, expiresAt: msFromNow(1000), creatorId: null };
      await people.createInvitation({ ...invitation, ...times }, audit("invited"));
      await people.acceptInvitation("i", person("bob", "owner"), session("s-bob", "bob"), audit("accepted"));
    });

    it("finds a token by its hash, with its owner as they are now, and lists the newest first", async () => {
      await make("one", { createdAt: msFromNow(-5) });
      await make("two");
      await opened.tokens.createToken(
        { operatorId: "bob", tokenHash: "s-bob" },
        token("three", "bob", { createdAt: msFromNow(-9), scope: "read" }),
        audit("made"),
      );
      expect(await opened.tokens.token("hash of two")).toMatchObject({
        token: token("two", "ann"),
        operator: { id: "ann", role: "owner" },
      });
      expect(JSON.stringify(await opened.tokens.token("hash of two"))).not.toContain("argon");
      expect(await opened.tokens.token("two")).toBeNull();
      expect(await names("ann")).toEqual([
        ["ann", "two"],
        ["ann", "one"],
      ]);
      expect(await names(null)).toEqual([
        ["ann", "two"],
        ["ann", "one"],
        ["bob", "three"],
      ]);
      await opened.people.setRole("bob", "viewer", () => audit("role"));
      expect((await opened.tokens.token("hash of three"))?.operator.role).toBe("viewer");
    });

    it("notes the last use", async () => {
      await make("one");
      await opened.tokens.touchToken("hash of one", { at: msFromNow(5), from: "192.0.2.9" });
      expect((await opened.tokens.token("hash of one"))?.token).toMatchObject({
        lastUsedAt: msFromNow(5),
        lastUsedFrom: "192.0.2.9",
      });
    });

    it("makes none for a session that has ended meanwhile", async () => {
      await opened.identity.endSession("s-ann", audit("out"));
      await expect(make("one")).rejects.toMatchObject({ code: "not-signed-in" });
      expect(await names(null)).toEqual([]);
      expect(await entries()).not.toContain("made one: ann");
    });

    it("ends one once, and forgets those that are over", async () => {
      await make("one");
      const ended = await Promise.all(
        [1, 2].map(() => opened.tokens.deleteToken("hash of one", audit("ended"))),
      );
      expect(ended.sort()).toEqual([false, true]);
      expect((await entries()).filter((entry) => entry === "ended: ann")).toHaveLength(1);
      await make("over", { expiresAt: NOW });
      await make("good");
      await opened.tokens.deleteTokens(NOW);
      expect(await names("ann")).toEqual([["ann", "good"]]);
    });

    it.each([
      [
        "the password is changed",
        (opened: Opened) => opened.identity.changePassword(own, { from: "argon", to: "new" }, audit("done")),
      ],
      [
        "the password is set by a link",
        async ({ people }: Opened) => {
          const link = { operatorId: "ann", tokenHash: "p", createdAt: NOW, expiresAt: msFromNow(9) };
          await people.replacePasswordLink(link, audit("link"));
          return people.takePasswordLink("p", "new", audit("done"));
        },
      ],
      ["the person is removed", ({ people }: Opened) => people.removePerson("ann", () => audit("done"))],
    ])("ends all of a person's when %s, each written down, and says which", async (_, end) => {
      await make("one");
      await make("two", { scope: "read" });
      const bobs = { operatorId: "bob", tokenHash: "s-bob" };
      await opened.tokens.createToken(bobs, token("three", "bob"), audit("made"));
      expect(await end(opened)).toEqual(expect.arrayContaining(["hash of one", "hash of two"]));
      expect(await names(null)).toEqual([["bob", "three"]]);
      const after = await entries();
      expect(after.slice(after.indexOf("done: ann"))).toEqual([
        "done: ann",
        "API token ended: one, deploy",
        "API token ended: two, read",
      ]);
    });
  });
}
