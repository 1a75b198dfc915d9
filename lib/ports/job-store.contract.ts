import { beforeEach, describe, expect, it } from "vitest";
import type { JobView, OutputLine } from "@/lib/api/contract/job-views";
import type { AuditRecord, JobIntent, JobStore } from "@/lib/ports/stores";

const AT = "2026-03-01T10:00:00.000Z";
const LEASE = new Date("2030-01-01T00:00:00Z");
const audit: AuditRecord = { who: "ann", what: "deploy", target: "blog", from: "local" };
const step: JobView["steps"][number] = {
  ...{ id: "pull", title: "Pull", state: "running", detail: "3 of 5" },
  ...{ startedAt: AT, endedAt: null },
};
const line = (seq: number): OutputLine => ({ seq, at: AT, step: "pull", source: "web", text: `line ${seq}` });

/** What every job store promises; `open` gives an empty one. */
export function jobStoreContract(name: string, open: () => Promise<JobStore>): void {
  describe(`${name} as a job store`, () => {
    let store: JobStore;
    let count = 0;
    const intent = (stackId: string): JobIntent => {
      count += 1;
      return {
        ...{ id: `job-${count}`, verb: "deploy", stackId, stackName: stackId, kind: "directus" },
        ...{ service: null, revision: 1, removeVolumes: ["blog_data"], startedBy: "ann" },
        action: count === 1 ? { id: "tidy", title: "Tidy up" } : null,
        backup: count === 1 ? { id: "one", createdAt: AT, saveFirst: true } : null,
      };
    };
    const verdict = { state: "succeeded" as const, error: null, steps: [step] };

    beforeEach(async () => {
      store = await open();
    });

    it("writes the intent first, and counts jobs up", async () => {
      const wanted = intent("blog");
      const job = await store.create(wanted, audit);
      expect(job).toMatchObject({
        ...wanted,
        number: 1,
        state: "queued",
        fence: 0,
        cancelRequested: false,
        steps: [],
      });
      expect((await store.create(intent("shop"), audit)).number).toBe(2);
      expect(await store.find(job.id)).toEqual(job);
      expect(await store.find("1")).toEqual(job);
      expect(await store.find("77")).toBeNull();
      expect(await store.find("9999999999")).toBeNull();
    });

    it("has one unended job for a stack", async () => {
      const started = await Promise.allSettled(
        Array.from({ length: 20 }, () => store.create(intent("blog"), audit)),
      );
      const won = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
      expect(won).toHaveLength(1);
      const refused = started.find((result) => result.status === "rejected");
      expect(refused?.reason).toMatchObject({ code: "stack-busy", details: { job: won[0]?.id } });
      const claimed = await store.claim(won[0]?.id ?? "", "worker", LEASE);
      expect(await store.end(claimed?.id ?? "", claimed?.fence ?? -1, verdict)).toBe(true);
      await store.create(intent("blog"), audit);
    });

    it("refuses whoever holds an older fence", async () => {
      const { id } = await store.create(intent("blog"), audit);
      const first = await store.claim(id, "one", LEASE);
      const second = await store.claim(id, "two", LEASE);
      expect([first?.fence, second?.fence]).toEqual([1, 2]);
      expect(second).toMatchObject({ state: "running", startedAt: first?.startedAt });
      expect(await store.renew(id, 1, LEASE)).toBe(false);
      expect(await store.saveSteps(id, 1, [step])).toBe(false);
      expect(await store.end(id, 1, verdict)).toBe(false);
      expect(await store.renew(id, 2, LEASE)).toBe(true);
      expect(await store.saveSteps(id, 2, [step])).toBe(true);
      expect(await store.find(id)).toMatchObject({ steps: [step], endedAt: null, before: null });
      const before = { deployedRevision: null, wanted: "draft" as const };
      expect(await store.saveBefore(id, 1, before)).toBe(false);
      expect(await store.saveBefore(id, 2, before)).toBe(true);
      expect(await store.find(id)).toMatchObject({ before });
    });

    it("changes nothing after the end", async () => {
      const { id } = await store.create(intent("blog"), audit);
      await store.claim(id, "one", LEASE);
      const error = { code: "port-in-use" as const, message: "Port 80 is taken", fix: "Take another" };
      expect(await store.end(id, 1, { state: "failed", error, steps: [step] })).toBe(true);
      const ended = await store.find(id);
      expect(ended).toMatchObject({ state: "failed", error, endedAt: expect.any(Date) });
      expect(await store.claim(id, "two", LEASE)).toBeNull();
      expect(await store.end(id, 1, verdict)).toBe(false);
      expect(await store.saveSteps(id, 1, [])).toBe(false);
      expect(await store.requestCancel(id, audit)).toBeNull();
      expect(await store.find(id)).toEqual(ended);
    });

    it("notes that somebody wants it cancelled", async () => {
      const { id } = await store.create(intent("blog"), audit);
      expect(await store.requestCancel(id, audit)).toMatchObject({ cancelRequested: true, state: "queued" });
      expect(await store.requestCancel("nobody", audit)).toBeNull();
    });

    it("lists newest first, by stack, and the unended oldest first", async () => {
      const blog = await store.create(intent("blog"), audit);
      const shop = await store.create(intent("shop"), audit);
      const wiki = await store.create(intent("wiki"), audit);
      await store.claim(shop.id, "one", LEASE);
      await store.end(shop.id, 1, verdict);
      const numbers = (jobs: { number: number }[]) => jobs.map((job) => job.number);
      expect(numbers(await store.list({ limit: 2 }))).toEqual([wiki.number, shop.number]);
      expect(numbers(await store.list({ stackId: "blog", limit: 9 }))).toEqual([blog.number]);
      expect(numbers(await store.unended())).toEqual([blog.number, wiki.number]);
    });

    it("keeps output in order and gives the rest of it", async () => {
      const { id } = await store.create(intent("blog"), audit);
      expect(await store.lastSeq(id)).toBe(0);
      await store.appendOutput(id, [line(1), line(2)]);
      await store.appendOutput(
        id,
        Array.from({ length: 1200 }, (_, index) => line(index + 3)),
      );
      expect(await store.lastSeq(id)).toBe(1202);
      expect(await store.output(id, 1200)).toEqual([line(1201), line(1202)]);
      expect(await store.output(id, 0)).toHaveLength(1202);
      expect(await store.output("nobody", 0)).toEqual([]);
      expect(await store.output(id, Number.MAX_SAFE_INTEGER)).toEqual([]);
    });

    it("keeps all of an append or nothing, so that it can be tried again", async () => {
      const { id } = await store.create(intent("blog"), audit);
      await store.appendOutput(id, [line(700)]);
      const lines = Array.from({ length: 1000 }, (_, index) => line(index + 1));
      await expect(store.appendOutput(id, lines)).rejects.toThrow();
      expect(await store.output(id, 0)).toEqual([line(700)]);
    });

    it("names ended jobs whose output is old, by time or by newer jobs of their stack, and replaces it", async () => {
      const ended = async (stackId: string, lines: readonly OutputLine[]) => {
        const { id } = await store.create(intent(stackId), audit);
        await store.appendOutput(id, lines);
        const claimed = await store.claim(id, "worker", LEASE);
        await store.end(id, claimed?.fence ?? -1, verdict);
        return id;
      };
      const [first, second] = [
        await ended("blog", [line(1), line(2)]),
        await ended("blog", [line(1), line(2)]),
      ];
      const other = await ended("shop", [line(1), line(2)]);
      // One line is as short as it gets; what runs is still written to.
      await ended("note", [line(1)]);
      const { id: running } = await store.create(intent("blog"), audit);
      await store.appendOutput(running, [line(1), line(2)]);
      const all = { endedBefore: new Date("2200-01-01"), newerJobs: 9, limit: 9 };
      const none = { ...all, endedBefore: new Date(0) };
      expect(await store.withOldOutput(all)).toEqual([first, second, other]);
      expect(await store.withOldOutput({ ...all, limit: 2 })).toEqual([first, second]);
      expect(await store.withOldOutput(none)).toEqual([]);
      expect(await store.withOldOutput({ ...none, newerJobs: 1 })).toEqual([first, second]);
      expect(await store.withOldOutput({ ...none, newerJobs: 2 })).toEqual([first]);

      const { seq, ...told } = line(3);
      await store.replaceOutput(first, told);
      expect(await store.output(first, 0)).toEqual([{ ...told, seq }]);
      expect(await store.output(second, 0)).toHaveLength(2);
      expect(await store.withOldOutput(all)).toEqual([second, other]);
      expect(await store.find(first)).toMatchObject({ state: "succeeded", steps: [step] });
    });
  });
}
