import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireFileLock } from "./file-lock.mjs";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-lock-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("a second holder waits for the first", async () => {
  const path = join(folder, "lock");
  const order: string[] = [];
  const first = await acquireFileLock(path, () => {});
  const second = acquireFileLock(path, () => {}).then((lock) => {
    order.push("second has it");
    return lock;
  });
  await delay(300);
  order.push("first lets go");
  await first.release();
  await (await second).release();
  expect(order).toEqual(["first lets go", "second has it"]);
});

test("the lock of a holder that was killed is free at once", async () => {
  const path = join(folder, "lock");
  const source = `
    const { acquireFileLock } = await import(${JSON.stringify(new URL("./file-lock.mjs", import.meta.url).href)});
    await acquireFileLock(${JSON.stringify(path)}, () => {});
    process.stdout.write("held");`;
  const holder = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  const gone = once(holder, "exit");
  holder.kill("SIGKILL");
  await gone;
  const lock = await acquireFileLock(path, () => {});
  await lock.release();
}, 5_000);

test("a lock that cannot be had is an error, not a wait", async () => {
  await expect(acquireFileLock(join(folder, "missing", "lock"), () => {})).rejects.toThrow(/cannot be taken/);
});
