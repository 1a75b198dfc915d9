import { join } from "node:path";
import { ensureCacheFolder } from "@/e2e/registry/cache-folder.mjs";
import { acquireFileLock } from "@/e2e/registry/file-lock.mjs";

/**
 * Runs what deploys under the names and ports that the panel proposes. They are free at the time of the proposal, and
 * two clones on one engine must not be told the same ones.
 */
export async function withDefaultNames<T>(work: () => Promise<T>): Promise<T> {
  const lock = await acquireFileLock(join(await ensureCacheFolder(), "default-names.lock"), () => {});
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
