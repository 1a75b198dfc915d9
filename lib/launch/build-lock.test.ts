import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withLock } from "./build-lock.mjs";
import { identityIsAlive, parseStat, processIdentity } from "./process-identity.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("lets one in at a time and says who is waited for", async () => {
  const path = join(folder, "lock");
  const waited: number[] = [];
  let inside = 0;
  let most = 0;
  const work = () =>
    withLock(path, { onWait: (pid) => void waited.push(pid) }, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((done) => setTimeout(done, 50));
      inside -= 1;
    });
  await Promise.all([work(), work()]);
  expect(most).toBe(1);
  expect(waited).toEqual([process.pid]);
  expect(existsSync(path)).toBe(false);
});

it("takes over the lock of a process that is gone, and of one whose number another has now", async () => {
  const path = join(folder, "lock");
  const hooks = { onWait: () => expect.unreachable() };
  for (const holder of ["999999999:5", `${process.pid}:1`, ""]) {
    writeFileSync(path, holder);
    expect(await withLock(path, hooks, async () => "done")).toBe("done");
  }
});

it("is free again after a failure", async () => {
  const path = join(folder, "lock");
  const hooks = { onWait: () => undefined };
  await expect(withLock(path, hooks, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(path)).toBe(false);
});

it("reads a process's state and start past a name with brackets and blanks", () => {
  const rest = Array.from({ length: 40 }, (_, index) => String(index + 4)).join(" ");
  expect(parseStat(`7 (a) b (c)) Z ${rest}`)).toEqual({ state: "Z", startTick: "22" });
});

it("knows a running process from none", async () => {
  const own = await processIdentity(process.pid);
  expect(await identityIsAlive(own ?? "")).toBe(true);
  expect(await processIdentity(999_999_999)).toBeUndefined();
  expect(await identityIsAlive("")).toBe(false);
});
