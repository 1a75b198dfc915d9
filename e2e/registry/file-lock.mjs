import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";

const WAITING_NOTE_MS = 15_000;

/**
 * Takes an exclusive lock, waiting as long as another process holds it.
 *
 * The kernel's lock is held by a small child (flock around cat) that ends when our end of its input closes. So the
 * lock goes with its holder, even after kill -9, and no process id has to be judged stale.
 * @param {string} path
 * @param {(line: string) => void} log
 * @returns {Promise<{ release: () => Promise<void> }>}
 */
export async function acquireFileLock(path, log) {
  const child = spawn("flock", ["--exclusive", path, "cat"], { stdio: ["pipe", "pipe", "pipe"] });
  const ended = once(child, "close");
  // flock that ends before it reads is judged by its end, not by the broken pipe.
  child.stdin.on("error", () => {});
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  const note = setInterval(async () => {
    const holder = await readFile(path, "utf8").catch(() => "");
    log(`waiting for the lock ${path}${holder ? `, held by process ${holder}` : ""}`);
  }, WAITING_NOTE_MS);
  try {
    child.stdin.write("held\n");
    const failed = Promise.race([ended, once(child, "error")]).then(([reason]) => {
      throw new Error(`the lock ${path} cannot be taken: ${complaint.trim() || reason}`);
    });
    await Promise.race([once(child.stdout, "data"), failed]);
  } finally {
    clearInterval(note);
  }
  // For the note above only; the lock itself is the kernel's.
  await writeFile(path, String(process.pid));
  return {
    release: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
