import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runCompose } from "@/lib/adapters/docker/compose-process";
import { endProcessGroup } from "@/lib/adapters/docker/process-group";
import { PanelError } from "@/lib/errors";

// No process of a test can be made to outlive a KILL: this one is not asked to end at all.
vi.mock("@/lib/adapters/docker/process-group", () => ({ endProcessGroup: vi.fn() }));

let folder: string;
let pid: number | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-compose-"));
});
afterEach(() => {
  if (pid !== undefined) process.kill(-pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

it("gives up on a Compose that cannot be ended", async () => {
  const unendable = new PanelError("deadline-passed", "It does not end");
  vi.mocked(endProcessGroup).mockRejectedValue(unendable);
  const program = join(folder, "docker-compose");
  writeFileSync(program, "#!/bin/sh\necho begun\nexec sleep 60\n", { mode: 0o755 });
  const abort = new AbortController();
  const run = runCompose([], {
    program,
    socketPath: join(folder, "none.sock"),
    folder,
    signal: abort.signal,
    onOutput: () => abort.abort(),
  });
  await expect(run).rejects.toBe(unendable);
  pid = vi.mocked(endProcessGroup).mock.calls[0]?.[0];
  expect(pid).toBeGreaterThan(0);
});
