import { expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { cancel, deployed, endedAt } from "@/lib/jobs/test-support/backed-up-world";
import type { FakeWorld } from "@/lib/jobs/test-support/fake-world";

/** Does something once the file is whole, before its record is written. */
function onceWritten(world: FakeWorld, meet: () => Promise<unknown>): void {
  const write = world.backupFiles.write.bind(world.backupFiles);
  world.backupFiles.write = async (...args) => {
    const file = await write(...args);
    await meet();
    return file;
  };
}

it("is removed where its record cannot be written", async () => {
  const { world } = await deployed();
  world.backups.add = async () => {
    throw new PanelError("database-unusable", "it broke");
  };
  expect((await world.run("backup")).error).toMatchObject({ code: "database-unusable" });
  expect(world.backupFiles.files.size).toBe(0);
});

it("is removed where the job was cancelled meanwhile", async () => {
  const { world } = await deployed();
  const ended = await endedAt(world, "archive/before-effect", "backup", {}, async (worker, id) => {
    onceWritten(world, () => cancel(worker, id));
  });
  expect(ended.state).toBe("cancelled");
  expect(world.backupFiles.files.size).toBe(0);
});

it("stays where its record is there though the answer was lost", async () => {
  const { world } = await deployed();
  const add = world.backups.add.bind(world.backups);
  world.backups.add = async (...args) => {
    await add(...args);
    throw new PanelError("database-unusable", "it broke");
  };
  await world.run("backup");
  expect(world.backupFiles.files.size).toBe(1);
  expect(await world.backups.list()).toHaveLength(1);
});

it("is left to the next run of the job where the worker ends", async () => {
  const { world } = await deployed();
  const first = world.worker();
  const stopped = new Promise<void>((resolve) => {
    onceWritten(world, async () => {
      void first.runner.stop().then(resolve);
    });
  });
  const { id } = await world.submit(first, "backup");
  await stopped;
  expect(world.backupFiles.files.size).toBe(1);
  const second = world.worker();
  await second.runner.recover();
  expect(await world.ended(id)).toMatchObject({ state: "succeeded", error: null });
  await second.runner.stop();
});
