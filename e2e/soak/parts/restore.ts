import assert from "node:assert/strict";
import { rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { assertWhole, containersOf } from "@/e2e/soak/panel/engine-facts";
import { logicalExport } from "@/e2e/soak/panel/logical-export";
import {
  ask,
  carryOut,
  createStack,
  jobsOf,
  reveal,
  type Saved,
  succeeded,
  untilEnded,
} from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { numbered, type SoakPart } from "@/e2e/soak/soak-part";
import { routes } from "@/lib/api/contract/routes";
import { runSlipway } from "@/lib/command-line/run-slipway";

const AT_REST = "stacks at rest";
const AT_WORK = "deploy at work";
const TIMES = 5;
const PASSPHRASE = "a passphrase for the drill";
const JOB_STARTED_MS = 30_000;
/** A stack is shown as what it is once the engine has been looked at. */
const SEEN_MS = 15_000;

/** The data folder is lost: a backup, a fresh folder, a start, and everything is ours as before. */
export const restorePart: SoakPart = {
  name: "restore",
  title: "Restore drill",
  ids: [AT_REST, AT_WORK].flatMap((label) => numbered(label, TIMES)),
  tenth: [`${AT_REST} 01`, `${AT_WORK} 01`],
  async open() {
    const worker = await WorkerUnderTest.open("restore");
    try {
      const stacks = [await createStack(worker), await createStack(worker)];
      for (const stack of stacks) await carryOut(worker, "deploy", stack);
      return {
        run: (id) => (id.startsWith(AT_REST) ? atRest(worker, stacks) : atWork(worker)),
        close: () => worker.close(),
      };
    } catch (error) {
      await worker.close();
      throw error;
    }
  },
};

async function atRest(worker: WorkerUnderTest, stacks: readonly Saved[]): Promise<string> {
  const engineBefore = await Promise.all(stacks.map((stack) => containersOf(worker.docker, stack)));
  for (const containers of engineBefore) assertWhole(containers);
  const secretsBefore = await Promise.all(stacks.map((stack) => reveal(worker, stack)));
  const before = logicalExport(join(worker.data, "slipway.db"));
  const file = await backUp(worker);

  const startMs = Date.now();
  await loseAndRestore(worker, file);
  const after = logicalExport(join(worker.data, "slipway.db"));
  const restored = after.AuditEntry?.filter((row) => row.includes("panel restored")) ?? [];
  // Each drill over the same panel leaves its own entry.
  const news = restored.filter((row) => !before.AuditEntry?.includes(row));
  assert.equal(news.length, 1, "the restore is written down once");
  const kept = { ...after, AuditEntry: (after.AuditEntry ?? []).filter((row) => !news.includes(row)) };
  assert.deepEqual(withoutCounters(kept), withoutCounters(before), "logical export");
  await worker.start();
  const tookMs = Date.now() - startMs;

  for (const stack of stacks) await untilRunning(worker, stack);
  const secretsAfter = await Promise.all(stacks.map((stack) => reveal(worker, stack)));
  assert.deepEqual(secretsAfter, secretsBefore, "secrets");
  const engineAfter = await Promise.all(stacks.map((stack) => containersOf(worker.docker, stack)));
  assert.deepEqual(engineAfter, engineBefore, "containers, their ids and times of start");
  for (const stack of stacks) await carryOut(worker, "deploy", stack);
  const redeployed = await Promise.all(stacks.map((stack) => containersOf(worker.docker, stack)));
  const idsOf = (all: typeof redeployed) => all.flat().map(({ id }) => id);
  assert.deepEqual(idsOf(redeployed), idsOf(engineBefore), "containers recreated by a redeploy");
  const rows = Object.values(before).reduce((sum, table) => sum + table.length, 0);
  return `${rows} rows equal, ${idsOf(redeployed).length} containers untouched, restored and up in ${tookMs} ms`;
}

async function atWork(worker: WorkerUnderTest): Promise<string> {
  const stack = await createStack(worker, { readyAfter: 6 });
  const job = await ask(worker, "deploy", stack);
  const deadlineMs = Date.now() + JOB_STARTED_MS;
  while ((await containersOf(worker.docker, stack)).length === 0) {
    assert.ok(Date.now() < deadlineMs, "the deploy makes no container");
    await sleep(50);
  }
  const file = await backUp(worker);
  succeeded(await untilEnded(worker, job.id));
  const before = await containersOf(worker.docker, stack);
  await loseAndRestore(worker, file);
  await worker.start();
  const settled = succeeded(await untilEnded(worker, job.id));
  assertWhole(await containersOf(worker.docker, stack));
  const after = new Map((await containersOf(worker.docker, stack)).map(({ id, service }) => [service, id]));
  for (const { service, id } of before) assert.equal(after.get(service), id, `${service} was recreated`);
  assert.deepEqual(
    (await jobsOf(worker, stack)).map(({ state }) => state),
    ["succeeded"],
  );
  await carryOut(worker, "remove", stack);
  return `job ${settled.number} settled as ${settled.state}, 0 of ${before.length} containers recreated`;
}

async function backUp(worker: WorkerUnderTest): Promise<string> {
  const { path, withKey } = await worker.control.call(routes["backup.create"], {
    body: { passphrase: PASSPHRASE },
  });
  assert.ok(withKey, "the master key is in it");
  return path;
}

/** The folder is gone but for the backup, which was carried away before. */
async function loseAndRestore(worker: WorkerUnderTest, file: string): Promise<void> {
  const carried = `${worker.data}.backup`;
  const passphraseFile = `${worker.data}.passphrase`;
  await worker.stop();
  await rename(file, carried);
  await rm(worker.data, { recursive: true });
  await writeFile(passphraseFile, PASSPHRASE, { mode: 0o600 });
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const words = ["restore", carried, "--data", worker.data, "--passphrase-file", passphraseFile];
  const code = await runSlipway(words, { folder: "/", environment: {}, print: say, note: say });
  assert.equal(code, 0, said.join("\n"));
  assert.equal((await stat(join(worker.data, "key", "master.key"))).mode & 0o777, 0o400);
  for (const path of [carried, passphraseFile]) await rm(path);
}

async function untilRunning({ control }: WorkerUnderTest, stack: Saved): Promise<void> {
  const deadlineMs = Date.now() + SEEN_MS;
  for (;;) {
    const { state, reason } = await control.call(routes["stacks.show"], { params: { stack: stack.id } });
    if (state === "running") return;
    assert.ok(Date.now() < deadlineMs, `${stack.name} is ${state}: ${reason}`);
    await sleep(100);
  }
}

/** Without SQLite's own table of the last number given out, and the name of its backups, which a copy makes anew. */
function withoutCounters({ sqlite_sequence: _, Meta = [], ...tables }: ReturnType<typeof logicalExport>) {
  return { ...tables, Meta: Meta.filter((row) => !row.includes('"backup series"')) };
}
