/**
 * TERM, then KILL when it does not go in time. To one that has ended already, nothing is sent.
 * @param {import("node:child_process").ChildProcess} child
 * @param {Promise<unknown>} ended resolves when it is gone, however it ended
 * @param {number} timeoutMs
 */
export async function endChild(child, ended, timeoutMs) {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  await ended;
  clearTimeout(timer);
}
