import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockDataFolder } from "@/lib/adapters/host/data-folder-lock";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("lets one worker use a data folder, names it to the others, and is free again after it", () => {
  const path = join(folder, "worker.lock");
  const letGo = lockDataFolder(path);
  expect(() => lockDataFolder(path)).toThrowError(
    expect.objectContaining({
      code: "worker-already-running",
      message: expect.stringContaining(`process ${process.pid}`),
      details: { fix: expect.stringContaining("SLIPWAY_DATA") },
    }),
  );
  letGo();
  lockDataFolder(path)();
});
