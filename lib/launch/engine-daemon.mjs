import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pingEngine } from "./engine-ping.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

const SOCKET = "/var/run/docker.sock";
const CONFIG = "/etc/docker/daemon.json";
const START_DEADLINE_MS = 45_000;
const POLL_MS = 250;

/**
 * The arguments to try, one after the other. A store that was used before keeps its driver, or its images would
 * seem gone; so does one whose driver the administrator has set.
 * @param {{ storeIsUsed: boolean, driverIsSet: boolean }} known
 * @returns {string[][]}
 */
export function daemonAttempts({ storeIsUsed, driverIsSet }) {
  if (storeIsUsed || driverIsSet) return [[]];
  return [["--storage-driver=overlay2"], ["--storage-driver=vfs"]];
}

/**
 * @typedef {{ reason: string, isForbidden: boolean }} DaemonFailure `isForbidden`: the container does not allow it,
 *   so nothing inside it can help
 */

/**
 * Why the daemon gave up, from its log.
 * @param {string} log
 * @param {{ inContainer: boolean, hasEnded: boolean }} circumstances
 * @returns {DaemonFailure}
 */
export function explainDaemonLog(log, { inContainer, hasEnded }) {
  if (inContainer && /operation not permitted|permission denied|must be root/i.test(log)) {
    return { reason: "this container is not allowed to run a Docker Engine of its own", isForbidden: true };
  }
  if (!hasEnded) return { reason: "the daemon did not answer in time", isForbidden: false };
  const lines = log.split("\n").filter((line) => line.trim() !== "");
  const failure =
    lines.findLast((line) => /failed to start daemon|level=(fatal|error)/.test(line)) ?? lines.at(-1);
  const text = /msg="((?:[^"\\]|\\.)*)"/.exec(failure ?? "")?.[1]?.replaceAll('\\"', '"') ?? failure;
  return { reason: `the daemon said: ${text?.trim() ?? "nothing"}`, isForbidden: false };
}

/**
 * Starts the installed engine and waits until it answers: by systemd where that runs, else detached in a session of
 * its own, so that it outlives us and the terminal.
 * @param {{ dockerd: string, hasSystemd: boolean, inContainer: boolean, logPath: string }} options
 * @returns {Promise<{ started: true } | ({ started: false } & DaemonFailure)>}
 */
export async function startEngine({ dockerd, hasSystemd, inContainer, logPath }) {
  const deadlineMs = Date.now() + START_DEADLINE_MS;
  if (hasSystemd) {
    const start = await runCommand("systemctl", ["start", "docker"], { timeoutMs: START_DEADLINE_MS });
    if (start.code === 0 && (await waitForAnswer(deadlineMs, () => true))) return { started: true };
    const reason = start.code === 0 ? "it did not answer in time" : lastLines(start, 3);
    return { started: false, reason: `systemctl start docker: ${reason}`, isForbidden: false };
  }
  await mkdir(dirname(logPath), { recursive: true, mode: 0o700 });
  /** @type {DaemonFailure} */
  let failure = { reason: "", isForbidden: false };
  for (const args of daemonAttempts(await readStore())) {
    const log = openSync(logPath, "w", 0o600);
    const child = spawn(dockerd, args, { detached: true, stdio: ["ignore", log, log] });
    closeSync(log);
    let alive = true;
    child.once("error", () => {
      alive = false;
    });
    child.once("exit", () => {
      alive = false;
    });
    if (await waitForAnswer(deadlineMs, () => alive)) {
      child.unref();
      return { started: true };
    }
    failure = explainDaemonLog(await readFile(logPath, "utf8"), { inContainer, hasEnded: !alive });
    // Ours alone: it never answered, so nothing can stand on it.
    child.kill("SIGTERM");
    if (Date.now() >= deadlineMs) break;
  }
  return { started: false, ...failure };
}

/**
 * @param {number} deadlineMs
 * @param {() => boolean} isAlive
 */
async function waitForAnswer(deadlineMs, isAlive) {
  while (Date.now() < deadlineMs && isAlive()) {
    if ("engine" in (await pingEngine(SOCKET))) return true;
    await sleep(POLL_MS);
  }
  return false;
}

async function readStore() {
  const config = await readFile(CONFIG, "utf8").catch(() => "");
  const content = await readdir("/var/lib/docker").catch(() => []);
  return { storeIsUsed: content.length > 0, driverIsSet: /"(storage-driver|data-root)"/.test(config) };
}
