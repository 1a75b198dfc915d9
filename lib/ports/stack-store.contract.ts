import { beforeEach, describe, expect, it } from "vitest";
import type { AuditEntryRecord } from "@/lib/ports/audit";
import type { AuditRecord, NewRevision, StackStore } from "@/lib/ports/stores";

type Subject = { store: StackStore; audit: () => Promise<Pick<AuditEntryRecord, "what">[]> };

const by = (what: string): AuditRecord => ({ who: "ann", what, target: "blog", from: "192.0.2.7" });
const revision = (note: string, settings: NewRevision["settings"] = { port: 8055 }): NewRevision => ({
  settings,
  access: { mode: "private" },
  note,
});

/** What every stack store promises; `open` gives an empty one. */
export function stackStoreContract(name: string, open: () => Promise<Subject>): void {
  describe(`${name} as a stack store`, () => {
    let store: StackStore;
    let audit: Subject["audit"];
    let count = 0;
    const create = async (stackName: string, secrets: Record<string, string> = {}) => {
      count += 1;
      return store.create(
        { id: `id-${count}`, name: stackName, kind: "directus" },
        revision("first"),
        secrets,
        by("made"),
      );
    };

    beforeEach(async () => {
      ({ store, audit } = await open());
    });

    it("keeps a definition with everything in it", async () => {
      const settings = { port: 8055, cors: true, extra: [{ name: "A", value: 'x"$\n' }], title: "Ærø" };
      const made = await store.create(
        { id: "one", name: "blog", kind: "directus" },
        { settings, access: { mode: "address", host: "203.0.113.5" }, note: "hello" },
        { adminPassword: "p$w'\"\n" },
        by("made"),
      );
      expect(made).toMatchObject({
        id: "one",
        revision: 1,
        deployedRevision: null,
        wanted: "draft",
        changedBy: "ann",
      });
      expect(await store.revision("one", 1)).toMatchObject({
        settings,
        access: { mode: "address", host: "203.0.113.5" },
        note: "hello",
        createdBy: "ann",
      });
      expect(await store.secrets("one", 1)).toEqual({ adminPassword: "p$w'\"\n" });
      expect(await store.find("one")).toEqual(made);
      expect(await store.find("blog")).toEqual(made);
      expect(await store.find("nobody")).toBeNull();
    });

    it("lists by name", async () => {
      await create("zoo");
      await create("app");
      expect((await store.list()).map((stack) => stack.name)).toEqual(["app", "zoo"]);
    });

    it("gives a name once", async () => {
      await create("blog");
      await expect(create("blog")).rejects.toMatchObject({ code: "name-taken" });
      expect((await audit()).map(({ what }) => what)).toEqual(["made"]);
    });

    it("lets one of many who save on one base through", async () => {
      const { id } = await create("blog");
      const saves = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          store.addRevision(id, 1, revision(`try ${index}`), {}, by("saved")),
        ),
      );
      expect(saves.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const refused = saves.find((save) => save.status === "rejected");
      expect(refused?.reason).toMatchObject({ code: "revision-outdated", details: { base: 1, latest: 2 } });
      expect((await store.revisions(id)).map(({ number }) => number)).toEqual([2, 1]);
      expect((await audit()).map(({ what }) => what)).toEqual(["made", "saved"]);
      expect(await store.find(id)).toMatchObject({ revision: 2 });
    });

    it("keeps secrets from the revision on that brought them", async () => {
      const { id } = await create("blog", { a: "a1", b: "b1" });
      await store.addRevision(id, 1, revision("second"), { b: "b2" }, by("saved"));
      await store.addRevision(id, 2, revision("third"), {}, by("saved"));
      expect(await store.secrets(id, 1)).toEqual({ a: "a1", b: "b1" });
      expect(await store.secrets(id, 2)).toEqual({ a: "a1", b: "b2" });
      expect(await store.secrets(id, 3)).toEqual({ a: "a1", b: "b2" });
    });

    it("has a removed secret no more from that revision on, until it is given again", async () => {
      const { id } = await create("blog", { a: "a1", b: "b1" });
      await store.addRevision(id, 1, revision("without a"), { a: null }, by("saved"));
      await store.addRevision(id, 2, revision("as before"), {}, by("saved"));
      await store.addRevision(id, 3, revision("with another a"), { a: "a2" }, by("saved"));
      const inForce = await Promise.all([1, 2, 3, 4].map((number) => store.secrets(id, number)));
      expect(inForce).toEqual([{ a: "a1", b: "b1" }, { b: "b1" }, { b: "b1" }, { a: "a2", b: "b1" }]);
    });

    it("remembers what was deployed and what is wanted", async () => {
      const { id } = await create("blog");
      await store.setDeployed(id, 1);
      await store.setWanted(id, "running");
      expect(await store.find(id)).toMatchObject({ deployedRevision: 1, wanted: "running" });
      await store.setDeployed(id, null);
      expect(await store.find(id)).toMatchObject({ deployedRevision: null, wanted: "running" });
    });

    it("remembers which backup its data comes from meanwhile, and which job made it whole", async () => {
      const { id } = await create("blog");
      expect(await store.find(id)).toMatchObject({ restoring: null, restoredBy: null });
      await store.setRestoring(id, "backup-1");
      expect(await store.find(id)).toMatchObject({ restoring: "backup-1", restoredBy: null });
      await store.setRestored(id, "job-1");
      await store.setRestoring(id, "backup-2");
      expect(await store.find(id)).toMatchObject({ restoring: "backup-2", restoredBy: "job-1" });
      await store.setRestored(id, "job-2");
      expect(await store.find(id)).toMatchObject({ restoring: null, restoredBy: "job-2" });
    });

    it("replaces probe results, in order", async () => {
      const { id } = await create("blog");
      const result = (probe: string) => ({
        ...{ id: probe, title: probe, service: "web", state: "passed" as const, detail: "200" },
        ...{ fix: null, durationMs: 3, at: "2026-03-01T10:00:00.000Z" },
      });
      await store.saveProbeResults(id, [result("ping"), result("admin")]);
      await store.saveProbeResults(id, [result("sign-in"), result("ping")]);
      expect((await store.probeResults(id)).map((probe) => probe.id)).toEqual(["sign-in", "ping"]);
    });

    it("removes a stack with all that is its own, and frees the name", async () => {
      const { id } = await create("blog", { a: "1" });
      await store.remove(id);
      expect(await store.find("blog")).toBeNull();
      expect(await store.revisions(id)).toEqual([]);
      expect(await store.secrets(id, 1)).toEqual({});
      await create("blog");
    });

    it("refuses to change a stack that is not there", async () => {
      const notFound = { code: "stack-not-found" };
      await expect(store.addRevision("gone", 1, revision(""), {}, by("saved"))).rejects.toMatchObject(
        notFound,
      );
      await expect(store.setDeployed("gone", 1)).rejects.toMatchObject(notFound);
      await expect(store.setWanted("gone", "running")).rejects.toMatchObject(notFound);
      await expect(store.setRestored("gone", "job-1")).rejects.toMatchObject(notFound);
      await expect(store.saveProbeResults("gone", [])).rejects.toMatchObject(notFound);
    });
  });
}
