import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobView } from "@/lib/api/contract/job-views";
import { createPanel } from "@/lib/use-cases/create-panel";
import type { Panel } from "@/lib/use-cases/panel";
import { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

const none = { params: undefined, query: undefined, body: undefined };
const LONG = `${"folder-".repeat(20)}/${"name-".repeat(30)}`;

/** What is in the volume: owners, modes, links of both kinds, a long path, a file of several parts. */
const FILL = [
  "mkdir -p /data/deep/empty",
  "echo one > /data/deep/orders && chown 1234:4321 /data/deep/orders && chmod 640 /data/deep/orders",
  "ln /data/deep/orders /data/deep/same && ln -s orders /data/deep/link && ln -s /etc /data/outside",
  `mkdir -p /data/${LONG.split("/")[0]} && echo long > /data/${LONG}`,
  "chown 70:70 /data && chmod 700 /data && chmod 1777 /data/deep/empty",
  "dd if=/dev/urandom of=/data/large bs=1M count=12 2>/dev/null",
].join(" && ");
/** What the kind leaves out of a backup. */
const LEFT_OUT = "mkdir -p /data/cache && echo x > /data/cache/page && echo 1 > /data/tiny.pid";
const CHANGE = "rm -r /data/deep && echo two > /data/later && echo half > /data/large && chown 0:0 /data";
/** Path, owner, group, mode, kind, count of names, and the content's sum where there is one. */
const LOOK =
  'cd /data && find . | sort | while read -r path; do stat -c \'%n %u %g %a %F %h\' "$path"; [ -f "$path" ] && [ ! -L "$path" ] && md5sum < "$path"; done; readlink deep/link; readlink outside';

let at: Awaited<ReturnType<typeof realPanel>>;
let name: string;
beforeAll(async () => {
  at = await realPanel("cold");
  name = `${at.run}-shop`;
  const body = { kind: "tiny", name, settings: {}, access: { mode: "private" as const }, secrets: {} };
  await at.panel.verbs["stacks.create"]({ ...none, body }, TESTER);
  await succeeded(
    at.panel,
    await at.panel.verbs["stacks.deploy"]({ ...none, params: { stack: name }, body: {} }, TESTER),
  );
  await inWeb(FILL);
});
afterAll(() => at.close());

async function succeeded(panel: Panel, job: JobView): Promise<JobView> {
  const ended = await untilEnded(panel, job);
  expect(ended).toMatchObject({ state: "succeeded", error: null });
  return ended;
}

async function inWeb(script: string): Promise<string> {
  const found = await at.engine.listContainers({ labels: [`com.docker.compose.project=${name}`] });
  const web = found.find((one) => one.name === `${name}-web-1`);
  const { exitCode, stdout, stderr } = await at.engine.exec(web?.id ?? "", ["sh", "-c", script], {}, 30_000);
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  return stdout;
}

async function states(): Promise<string[]> {
  const found = await at.engine.listContainers({ labels: [`com.docker.compose.project=${name}`] });
  return found.map((one) => `${one.name.slice(name.length + 1)} ${one.state}`).sort();
}

const UP = ["side-1 running", "task-1 exited", "web-1 running"];

async function backUp(): Promise<string> {
  const job = await at.panel.verbs["stack-backups.create"]({ ...none, params: { stack: name } }, TESTER);
  return (await succeeded(at.panel, job)).id;
}

function restore(panel: Panel, backup: string, saveFirst = false): Promise<JobView> {
  return panel.verbs["stack-backups.restore"](
    { ...none, params: { stack: name, backup }, body: { confirmName: name, saveFirst } },
    TESTER,
  );
}

async function fileOf(backup: string): Promise<string> {
  const stack = await at.stacks.find(name);
  return join(at.scratchFolder, "stack-backups", stack?.id ?? "", `${backup}.tar.sealed`);
}

describe("a stack's data on the real engine", { timeout: 180_000 }, () => {
  it("is what it was after a restore: contents, owners, modes, links; and what came later is gone", async () => {
    await inWeb(LEFT_OUT);
    const before = await inWeb(LOOK);
    expect(before).toContain("1234 4321 640");
    const volume = () => at.docker.getVolume(`${name}_data`).inspect();
    const labels = (await volume()).Labels;
    const backup = await backUp();
    expect(await states()).toEqual(UP);
    expect(await inWeb(LOOK)).toBe(before);
    await inWeb(CHANGE);
    expect(await inWeb(LOOK)).not.toBe(before);
    await succeeded(at.panel, await restore(at.panel, backup, true));
    expect(await states()).toEqual(UP);
    await inWeb(LEFT_OUT);
    expect(await inWeb(LOOK)).toBe(before);
    expect((await volume()).Labels).toEqual(labels);
    // Compose takes the volume for its own: another deploy asks and changes nothing.
    const deploy = { ...none, params: { stack: name }, body: {} };
    await succeeded(at.panel, await at.panel.verbs["stacks.deploy"](deploy, TESTER));
    expect(await inWeb(LOOK)).toBe(before);
    const [saved] = await at.dependencies.stackBackups.list();
    await succeeded(at.panel, await restore(at.panel, saved?.id ?? ""));
    expect(await inWeb("cat /data/later /data/large && ls /data")).toMatch(/^two\nhalf\n(?!.*deep)/s);
    await succeeded(at.panel, await restore(at.panel, backup));
  });

  it("is left alone by a backup whose file was changed", async () => {
    await inWeb(LEFT_OUT);
    const before = await inWeb(LOOK);
    const backup = await backUp();
    const path = await fileOf(backup);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const ended = await untilEnded(at.panel, await restore(at.panel, backup));
    expect(ended.error).toMatchObject({ code: "backup-damaged" });
    expect(await states()).toEqual(UP);
    expect(await inWeb(LOOK)).toBe(before);
  });

  it.each(["archive/during-effect", "empty/during-effect", "fill/during-effect", "revise/begin"])(
    "is whole again when a worker ends at %s of a restore and the next one carries on",
    async (place) => {
      await inWeb(LEFT_OUT);
      const before = await inWeb(LOOK);
      const backup = await backUp();
      await inWeb(CHANGE);
      let stopped: Promise<void> | null = null;
      const first: Panel = createPanel({
        ...at.dependencies,
        failPoints: async (point) => {
          // In the middle of its work, with no time to end it.
          if (point === `restore/${place}`) stopped ??= first.stop();
        },
      });
      await first.start();
      const job = await restore(first, backup, true);
      await expect.poll(() => stopped, { timeout: 60_000 }).not.toBeNull();
      await stopped;
      expect((await at.jobs.find(job.id))?.endedAt).toBeNull();
      expect((await states()).filter((one) => one.endsWith("running"))).toEqual([]);
      const second = createPanel(at.dependencies);
      await second.start();
      await succeeded(second, job);
      await second.stop();
      expect(await states()).toEqual(UP);
      await inWeb(LEFT_OUT);
      expect(await inWeb(LOOK)).toBe(before);
      expect((await at.dependencies.stackBackups.list())[0]).toMatchObject({
        id: job.id,
        reason: "before-restore",
      });
    },
  );

  it("leaves nothing behind on the engine but what a deploy makes", async () => {
    const labels = [`com.docker.compose.project=${name}`];
    expect((await at.engine.listVolumes({ labels })).map((volume) => volume.name)).toEqual([`${name}_data`]);
    expect(at.faults).toEqual([]);
  });
});
