import { beforeEach, describe, expect, it } from "vitest";
import type { StackBackupRecord, StackBackupStore } from "@/lib/ports/stack-backups";
import type { AuditRecord, JobStore, StackStore } from "@/lib/ports/stores";

const SECRETS = { password: "correct-horse-battery" };
const audit: AuditRecord = { who: "ann", what: "backup deleted", target: "blog", from: "local" };

const record = (id: string, stackId: string, day: number): StackBackupRecord => ({
  ...{ id, stackId, stackName: "blog", kind: "directus", version: "12.4.0", revision: 3 },
  ...{ reason: "asked", createdBy: "ann", createdAt: new Date(Date.UTC(2026, 2, day)) },
  ...{ sizeBytes: 5_000_000_000, sha256: "ab".repeat(32), tookMs: 1200, verifiedAt: null, problem: null },
  volumes: [
    { key: "database", sizeBytes: 4_000_000_000, folder: "data" },
    { key: "uploads", sizeBytes: 900_000_000, folder: "uploads" },
  ],
});

type Opened = {
  store: StackBackupStore;
  jobs: JobStore;
  stacks: StackStore;
  audit(): Promise<readonly AuditRecord[]>;
};

/** What every store of stacks' backups promises; `open` gives an empty one. */
export function stackBackupStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a store of stacks' backups`, () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open();
    });

    it("lists them newest first, of one stack or of all", async () => {
      const { store } = opened;
      for (const [index, stackId] of ["one", "two", "one"].entries()) {
        await store.add(record(`job-${index}`, stackId, index + 1), SECRETS);
      }
      expect((await store.list()).map(({ id }) => id)).toEqual(["job-2", "job-1", "job-0"]);
      expect((await store.list("one")).map(({ id }) => id)).toEqual(["job-2", "job-0"]);
      expect(await store.find("job-1")).toEqual(record("job-1", "two", 2));
      expect(await store.find("job-7")).toBeNull();
    });

    it("keeps a record and its secrets as they were first written", async () => {
      const { store } = opened;
      await store.add(record("job-1", "one", 1), SECRETS);
      await store.add({ ...record("job-1", "one", 1), sizeBytes: 1 }, { password: "other" });
      expect(await store.find("job-1")).toMatchObject({ sizeBytes: 5_000_000_000 });
      expect(await store.secrets("job-1")).toEqual(SECRETS);
      await expect(store.secrets("job-7")).rejects.toMatchObject({ code: "not-found" });
    });

    it("notes what was found, with its audit entry", async () => {
      const { store } = opened;
      await store.add(record("job-1", "one", 1), SECRETS);
      const verifiedAt = new Date("2026-03-09T00:00:00Z");
      await store.noteCheck("job-1", { verifiedAt, problem: null }, audit);
      expect(await store.find("job-1")).toMatchObject({ verifiedAt, problem: null });
      await store.noteCheck("job-1", { verifiedAt: null, problem: "torn" }, null);
      expect(await store.find("job-1")).toMatchObject({ verifiedAt: null, problem: "torn" });
      expect(await opened.audit()).toMatchObject([audit]);
    });

    it("forgets none that a job restores, or that data is half filled from", async () => {
      const { store, jobs, stacks } = opened;
      await store.add(record("job-1", "one", 1), SECRETS);
      const definition = { settings: {}, access: { mode: "private" as const }, note: "" };
      await stacks.create({ id: "one", name: "blog", kind: "directus" }, definition, {}, audit);
      await jobs.create(
        {
          ...{ id: "job-2", verb: "restore", stackId: "one", stackName: "blog", kind: "directus" },
          ...{ service: null, revision: 3, removeVolumes: [], action: null, startedBy: "ann" },
          backup: { id: "job-1", createdAt: "2026-03-01T00:00:00.000Z", saveFirst: false },
        },
        audit,
      );
      const busy = { code: "stack-busy" };
      await expect(store.remove("job-1", audit)).rejects.toMatchObject(busy);
      const claimed = await jobs.claim("job-2", "worker", new Date());
      await stacks.setRestoring("one", "job-1");
      await jobs.end("job-2", claimed?.fence ?? 0, { state: "failed", error: null, steps: [] });
      await expect(store.remove("job-1", audit)).rejects.toMatchObject(busy);
      await stacks.setRestored("one", "job-3");
      await store.remove("job-1", audit);
      expect(await store.list()).toEqual([]);
    });

    it("forgets one, with its audit entry", async () => {
      const { store } = opened;
      await store.add(record("job-1", "one", 1), SECRETS);
      await store.remove("job-1", audit);
      expect(await store.list()).toEqual([]);
      expect(await opened.audit()).toMatchObject([audit]);
    });
  });
}
