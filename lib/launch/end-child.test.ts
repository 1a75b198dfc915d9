import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { endChild } from "./end-child.mjs";

/** Says "up" when its handlers are there. */
async function start(program: string) {
  const child = spawn(process.execPath, ["-e", `${program}; console.log("up"); setInterval(() => {}, 1e6)`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  return { child, ended };
}

it("lets a process end in its own way", async () => {
  const { child, ended } = await start('process.on("SIGTERM", () => process.exit(7))');
  await endChild(child, ended, 10_000);
  expect(child.exitCode).toBe(7);
});

it("kills one that does not go in time", async () => {
  const { child, ended } = await start('process.on("SIGTERM", () => {})');
  await endChild(child, ended, 100);
  expect(child.signalCode).toBe("SIGKILL");
});

it("has nothing to do for one that is gone", async () => {
  const { child, ended } = await start('process.on("SIGTERM", () => {})');
  child.kill("SIGKILL");
  await ended;
  await endChild(child, ended, 10_000);
  expect(child.signalCode).toBe("SIGKILL");
});
