import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openBackup, restoreBackup } from "@/lib/adapters/backup/restore-backup";
import { backupPath, NOW, openFilledFolder, PASSPHRASE } from "@/lib/adapters/backup/test-support";
import { readMigrations } from "@/lib/adapters/database/migration-files";
import { MIGRATIONS } from "@/lib/adapters/database/test-database";

// Each test mounts and fills a disk many times.
vi.setConfig({ testTimeout: 30_000 });

/** From room for nothing to room for all, in steps smaller than any member but the short ones. */
const SIZES_KIB = [16, 64, 128, 192, 224, 256, 320, 384, 448, 512, 1024];

/** Only root may mount a disk of its own. */
const isRoot = process.getuid?.() === 0 && process.platform === "linux";

let filled: Awaited<ReturnType<typeof openFilledFolder>>;
beforeAll(async () => {
  filled = await openFilledFolder();
});
afterAll(() => filled.close());

async function onDisk(sizeKib: number, use: (disk: string) => Promise<void>): Promise<void> {
  const disk = join(filled.folder, `disk-${sizeKib}`);
  mkdirSync(disk, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeKib}k`, "slipway-test", disk]);
  try {
    await use(disk);
  } finally {
    execFileSync("umount", [disk]);
  }
}

it.runIf(isRoot)("a disk of any size holds a whole backup or nothing of one", async () => {
  const seen = new Set<string>();
  for (const sizeKib of SIZES_KIB) {
    await onDisk(sizeKib, async (disk) => {
      const outcome = await filled.files.make(join(disk, "one.backup"), PASSPHRASE).then(
        () => "made",
        (error: unknown) => {
          expect(error).toMatchObject({ code: "disk-full" });
          return "full";
        },
      );
      expect(readdirSync(disk)).toEqual(outcome === "made" ? ["one.backup"] : []);
      if (outcome === "made") await filled.files.verify(join(disk, "one.backup")).catch(fullOnly);
      seen.add(outcome);
    });
  }
  expect([...seen]).toEqual(["full", "made"]);
});

it.runIf(isRoot)("a disk of any size holds a whole restored folder or nothing of one", async () => {
  const path = backupPath(filled.folder);
  await filled.files.make(path, PASSPHRASE);
  const backup = await openBackup(path, PASSPHRASE);
  const migrations = await readMigrations(MIGRATIONS);
  const seen = new Set<string>();
  for (const sizeKib of SIZES_KIB) {
    await onDisk(sizeKib, async (data) => {
      mkdirSync(join(data, "key"));
      const files = { database: join(data, "slipway.db"), masterKey: join(data, "key", "master.key") };
      const target = { data, ...files, migrations, replace: false, now: NOW };
      const outcome = await restoreBackup(backup, target).then(() => "restored", fullOnly);
      const left = readdirSync(data, { recursive: true, encoding: "utf8" }).sort();
      expect(left).toEqual(outcome === "restored" ? ["key", "key/master.key", "slipway.db"] : ["key"]);
      seen.add(outcome);
    });
  }
  expect([...seen]).toEqual(["full", "restored"]);
});

function fullOnly(error: unknown): string {
  expect(error).toMatchObject({ code: "disk-full" });
  return "full";
}
