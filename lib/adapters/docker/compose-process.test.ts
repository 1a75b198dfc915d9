import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runCompose } from "@/lib/adapters/docker/compose-process";
import { endProcessGroup } from "@/lib/adapters/docker/process-group";
import { PanelError } from "@/lib/errors";

// No process of a test can be made to outlive a KILL: this one is not asked to end at all.
vi.mock("@/lib/adapters/docker/process-group", () => ({ endProcessGroup: vi.fn() }));

let folder: string;
let pid: number | undefined;
beforeEach(() => {
  vi.mocked(endProcessGroup).mockReset();
  folder = mkdtempSync(join(tmpdir(), "slipway-compose-"));
});
afterEach(() => {
  if (pid !== undefined) process.kill(-pid, "SIGKILL");
  pid = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** A Compose that says it has begun, whereupon it is aborted. */
function runAborted(): ReturnType<typeof runCompose> {
  const program = join(folder, "docker-compose");
  writeFileSync(program, "#!/bin/sh\necho begun\nexec sleep 60\n", { mode: 0o755 });
  const abort = new AbortController();
  return runCompose([], {
    program,
    socketPath: join(folder, "none.sock"),
    folder,
    signal: abort.signal,
    onOutput: () => abort.abort(),
  });
}

it("waits for the end of the group also when Compose itself has closed long before", async () => {
  let hasEnded = false;
  vi.mocked(endProcessGroup).mockImplementation(async (leader) => {
    process.kill(-leader, "SIGKILL");
    await sleep(150);
    hasEnded = true;
  });
  expect(await runAborted()).toMatchObject({ code: null, lines: [] });
  expect(hasEnded).toBe(true);
});

it("says that the group cannot be ended also when Compose itself has closed", async () => {
  const unendable = new PanelError("deadline-passed", "What it left does not end");
  vi.mocked(endProcessGroup).mockImplementation(async (leader) => {
    process.kill(-leader, "SIGKILL");
    await sleep(150);
    throw unendable;
  });
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  await expect(runAborted()).rejects.toBe(unendable);
  await sleep(20);
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

it("gives up on a Compose that cannot be ended", async () => {
  const unendable = new PanelError("deadline-passed", "It does not end");
  vi.mocked(endProcessGroup).mockRejectedValue(unendable);
  await expect(runAborted()).rejects.toBe(unendable);
  pid = vi.mocked(endProcessGroup).mock.calls[0]?.[0];
  expect(pid).toBeGreaterThan(0);
});

it("leaves nothing open when the program cannot be started at all", async () => {
  const file = join(folder, "no-folder");
  writeFileSync(file, "");
  const open = () => readdirSync("/proc/self/fd").flatMap((fd) => targetOf(fd) ?? []);
  const start = {
    program: join(file, "docker-compose"),
    socketPath: join(folder, "none.sock"),
    folder,
    signal: new AbortController().signal,
    input: { composeYaml: "", envFile: "PASSWORD=secret" },
  };
  await expect(runCompose([], start)).rejects.toMatchObject({ code: "ENOTDIR" });
  expect(open().filter((target) => target.startsWith(folder))).toEqual([]);
});

/** What an open descriptor leads to; undefined for one that was closed meanwhile. */
function targetOf(fd: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return undefined;
  }
}
