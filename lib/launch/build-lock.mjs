import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identityIsAlive, pidOfIdentity, processIdentity } from "./process-identity.mjs";

const POLL_MS = 500;

/**
 * Runs `work` while no other process holds the lock file, which names its holder. A holder that is gone
 * has left nothing that the work cannot repair, so its lock is taken over.
 * @template T
 * @param {string} path
 * @param {{ onWait: (pid: number) => void }} hooks
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, { onWait }, work) {
  await mkdir(dirname(path), { recursive: true });
  let told = false;
  while (!(await takeLock(path))) {
    const holder = await readFile(path, "utf8").catch(() => "");
    if (!(await identityIsAlive(holder))) {
      await rm(path, { force: true });
      continue;
    }
    if (!told) onWait(pidOfIdentity(holder));
    told = true;
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * @param {string} path
 * @returns {Promise<boolean>}
 */
async function takeLock(path) {
  // Written whole and then linked, so that nobody reads a lock without its holder in it.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, (await processIdentity(process.pid)) ?? "", { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
