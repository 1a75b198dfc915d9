import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { STACK } from "@/lib/jobs/test-support/fake-world";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

const none = { params: undefined, query: undefined, body: undefined };

async function deployed() {
  let count = 0;
  // Each job has an id of its own.
  const random = { bytes: (length: number) => new Uint8Array(length).fill(++count) };
  const { panel, world } = fakePanel({ random });
  await world.define();
  await world.run("deploy");
  world.data.set("orders", "one, two").set("cache/page", "old");
  await panel.start();
  const { verbs } = panel;
  const params = { stack: STACK.id };
  return {
    panel,
    world,
    verbs,
    list: () => verbs["stack-backups.list"]({ ...none, params }, TESTER),
    async backUp() {
      const job = await verbs["stack-backups.create"]({ ...none, params }, TESTER);
      expect(await untilEnded(panel, job)).toMatchObject({ state: "succeeded", error: null });
      return job.id;
    },
    restore: (backup: string, confirmName: string = STACK.name, saveFirst = true) =>
      verbs["stack-backups.restore"](
        { ...none, params: { ...params, backup }, body: { confirmName, saveFirst } },
        TESTER,
      ),
    verify: (backup: string, signal?: AbortSignal) =>
      verbs["stack-backups.verify"]({ ...none, params: { backup } }, TESTER, signal),
    remove: (backup: string) => verbs["stack-backups.remove"]({ ...none, params: { backup } }, TESTER),
  };
}

describe("the backups of a stack", () => {
  it("are told with what the next one holds and stops, and what a restore of each means", async () => {
    const { panel, world, list, backUp } = await deployed();
    expect(await list()).toEqual({
      ...{
        note: "All that it keeps.",
        stops: ["web"],
        unavailable: null,
        isHalfRestored: false,
        backups: [],
      },
      volumes: [{ key: "data", name: "shop_data", sizeBytes: 1024 }],
    });
    const id = await backUp();
    expect((await list()).backups).toMatchObject([
      { id, stackName: "shop", revision: 1, createdBy: TESTER.who, refusal: null, bringsSecrets: false },
    ]);
    expect(world.jobs.audit.at(-1)).toMatchObject({ ...TESTER, what: "backup", target: "shop" });
    await world.revise({}, { password: "another-horse-battery" });
    await world.run("deploy");
    expect((await list()).backups).toMatchObject([{ refusal: null, bringsSecrets: true }]);
    await panel.stop();
  });

  it("cannot be made before the first deploy, which the list says", async () => {
    const { panel, world } = fakePanel();
    await world.define();
    const call = { ...none, params: { stack: STACK.id } };
    expect(await panel.verbs["stack-backups.list"](call, TESTER)).toMatchObject({
      unavailable: { message: "shop was never deployed", fix: "Deploy it first" },
      volumes: [],
    });
    await expect(panel.verbs["stack-backups.create"](call, TESTER)).rejects.toMatchObject({
      code: "revision-not-found",
    });
  });

  it("are restored by the stack's name, and by nothing else", async () => {
    const { panel, world, backUp, restore } = await deployed();
    const id = await backUp();
    world.data.set("orders", "three");
    for (const typed of ["", "shpo"]) {
      await expect(restore(id, typed)).rejects.toMatchObject({ code: "confirmation-missing" });
    }
    await expect(restore("gone")).rejects.toMatchObject({ code: "not-found" });
    expect(await untilEnded(panel, await restore(id))).toMatchObject({ state: "succeeded", error: null });
    expect(world.data.get("orders")).toBe("one, two");
    expect(world.jobs.audit.at(-1)?.what).toMatch(/^restore of the backup of 20/);
    await panel.stop();
  });

  it("of another stack is not there for this one", async () => {
    const { panel, world, backUp, restore } = await deployed();
    const found = await world.backups.find(await backUp());
    if (found !== null) await world.backups.add({ ...found, id: "theirs", stackId: "else" }, {});
    await expect(restore("theirs")).rejects.toMatchObject({ code: "not-found" });
    await panel.stop();
  });

  it("are verified on demand, and what is wrong with one is part of the answer", async () => {
    const { panel, world, backUp, verify } = await deployed();
    const id = await backUp();
    expect(await verify(id)).toMatchObject({ id, problem: null, verifiedAt: expect.any(String) });
    world.backupFiles.files.get(`${STACK.id}/${id}`)?.fill(7, 1200, 1300);
    expect(await verify(id)).toMatchObject({ problem: expect.any(String), verifiedAt: null });
    await world.backupFiles.remove({ stackId: STACK.id, id });
    expect(await verify(id)).toMatchObject({ problem: "The file of this backup is gone" });
    expect(world.backups.audit).toHaveLength(3);
    await panel.stop();
  });

  it("are verified one at a time, for as long as somebody waits", async () => {
    const { panel, world, backUp, verify } = await deployed();
    const id = await backUp();
    const leave = new AbortController();
    const first = verify(id, leave.signal);
    await expect(verify(id)).rejects.toMatchObject({ code: "stack-busy" });
    leave.abort();
    await expect(first).rejects.toMatchObject({ code: "job-cancelled" });
    expect(await world.backups.find(id)).toMatchObject({ verifiedAt: null, problem: null });
    expect(await verify(id)).toMatchObject({ problem: null, verifiedAt: expect.any(String) });
    await panel.stop();
  });

  it("are not called verified where it is not the file that failed", async () => {
    const { panel, world, backUp, verify } = await deployed();
    const id = await backUp();
    for (const code of ["backup-failed", "database-unusable", "unexpected"] as const) {
      // biome-ignore lint/correctness/useYield: it fails before it has read anything
      world.backupFiles.read = async function* () {
        throw new PanelError(code, "it broke");
      };
      await expect(verify(id)).rejects.toMatchObject({ code });
    }
    expect(await world.backups.find(id)).toMatchObject({ verifiedAt: null, problem: null });
    await panel.stop();
  });

  it("are deleted with their files, by whom is on the record", async () => {
    const { panel, world, backUp, remove, list } = await deployed();
    const id = await backUp();
    await remove(id);
    expect((await list()).backups).toEqual([]);
    expect(world.backupFiles.files.size).toBe(0);
    expect(world.backups.audit.at(-1)?.what).toMatch(/^backup of 20.* deleted$/);
    await expect(remove(id)).rejects.toMatchObject({ code: "not-found" });
    await panel.stop();
  });

  it("are downloaded as one archive, with one in it for each volume", async () => {
    const { panel, world, verbs, backUp } = await deployed();
    const id = await backUp();
    const file = await verbs["stack-backups.download"]({ ...none, params: { backup: id } }, TESTER);
    if (!("chunks" in file)) throw new Error("it is made whole");
    const parts: Uint8Array[] = [];
    for await (const part of file.chunks) parts.push(Uint8Array.from(part));
    const bytes = Buffer.concat(parts);
    expect(bytes.length).toBe(file.sizeBytes);
    expect(file.fileName).toMatch(/^shop-20.*Z\.tar$/);
    const folder = mkdtempSync(join(tmpdir(), "slipway-download-"));
    writeFileSync(join(folder, "whole.tar"), bytes);
    execFileSync("tar", ["-x", "-f", "whole.tar"], { cwd: folder });
    execFileSync("tar", ["-x", "-f", "data.tar"], { cwd: folder });
    expect(readFileSync(join(folder, "data/orders"), "utf8")).toBe("one, two");
    expect(readdirSync(folder).sort()).toEqual(["backup.json", "data", "data.tar", "whole.tar"]);
    expect(JSON.parse(readFileSync(join(folder, "backup.json"), "utf8"))).toMatchObject({ id, revision: 1 });
    rmSync(folder, { recursive: true });
    expect(world.stacks.audit.at(-1)?.what).toMatch(/^backup of 20.* downloaded$/);
    await panel.stop();
  });

  it("outlive their stack, and are told apart then", async () => {
    const { panel, world, verbs, backUp } = await deployed();
    const id = await backUp();
    expect(await verbs["stack-backups.removed"](none, TESTER)).toEqual({ backups: [] });
    await world.run("remove", { removeVolumes: ["shop_data"] });
    expect((await verbs["stack-backups.removed"](none, TESTER)).backups).toMatchObject([
      { id, stackName: "shop" },
    ]);
    await panel.stop();
  });
});

describe("a stack whose data is not whole", () => {
  it("is not brought up, backed up or probed, and says why", async () => {
    const { panel, world, verbs, backUp, list } = await deployed();
    const id = await backUp();
    await world.stacks.setRestoring(STACK.id, id);
    const call = { ...none, params: { stack: STACK.id }, body: {} };
    for (const act of [verbs["stacks.start"], verbs["stacks.deploy"], verbs["stacks.restart"]]) {
      await expect(act(call, TESTER)).rejects.toMatchObject({ code: "data-incomplete" });
    }
    await expect(verbs["stack-backups.create"]({ ...call, body: undefined }, TESTER)).rejects.toMatchObject({
      code: "data-incomplete",
    });
    expect(await list()).toMatchObject({
      isHalfRestored: true,
      unavailable: { fix: "Restore a backup of it first" },
    });
    expect((await verbs["stacks.show"]({ ...none, params: { stack: STACK.id } }, TESTER)).state).toBe(
      "failed",
    );
    await panel.stop();
  });
});

describe("the start of a panel", () => {
  it("removes files of jobs that ended without a record, and none that it knows nothing of", async () => {
    const { panel, world } = fakePanel();
    await world.define();
    await world.run("deploy");
    const { id } = await world.run("backup");
    const [, deploy] = await world.jobs.list({ stackId: STACK.id, limit: 2 });
    for (const one of [deploy?.id, "of-another-database"]) {
      world.backupFiles.files.set(`${STACK.id}/${one}`, new Uint8Array(3));
    }
    await panel.start();
    expect([...world.backupFiles.files.keys()]).toEqual([
      `${STACK.id}/${id}`,
      `${STACK.id}/of-another-database`,
    ]);
    await panel.stop();
  });
});
