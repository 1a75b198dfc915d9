import { type ChildProcess, spawn } from "node:child_process";
import { afterEach, expect, it } from "vitest";
import { endProcessGroup } from "@/lib/adapters/docker/process-group";
import { isAlive, livingMembers } from "@/lib/adapters/docker/process-table";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function start(args: readonly string[], detached: boolean): number {
  const child = spawn("/bin/sh", ["-c", ...args], { detached, stdio: "ignore" });
  children.push(child);
  if (child.pid === undefined) throw new Error("it did not start");
  return child.pid;
}

it("ends a group whose leader does not listen to TERM", async () => {
  const pid = start(["trap '' TERM; while :; do sleep 0.05; done"], true);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await endProcessGroup(pid, 50);
  expect(await isAlive(pid)).toBe(false);
});

it("returns when what the leader has left behind has ended too", async () => {
  // The leader goes at TERM, the others do not listen to it. They are many, so that a KILL needs a moment to reach all.
  const many = 100;
  const pid = start([`for i in $(seq ${many}); do (trap '' TERM; exec sleep 60) & done; wait`], true);
  await expect.poll(() => livingMembers(pid), { timeout: 5000 }).toHaveLength(many + 1);
  await endProcessGroup(pid, 5000);
  expect(await livingMembers(pid)).toEqual([]);
});

it("gives up on a process that leads no group, by its name", async () => {
  const pid = start(["while :; do sleep 0.05; done"], false);
  await expect(endProcessGroup(pid, 20, 100)).rejects.toMatchObject({
    code: "deadline-passed",
    details: { fix: expect.stringContaining(String(pid)) },
  });
});
