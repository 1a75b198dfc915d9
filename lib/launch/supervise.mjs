import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnvironments } from "./child-environment.mjs";
import { LaunchError } from "./launch-error.mjs";
import { startProcess } from "./panel-process.mjs";
import { portAnswers } from "./port.mjs";
import { workerSocketPath, writePanelRecord } from "./running-panel.mjs";
import { callWorker } from "./worker-socket.mjs";

/** @typedef {import("./panel-process.mjs").PanelProcess} PanelProcess */

/** The worker migrates the database first, with a snapshot of it. */
const WORKER_DEADLINE_MS = 120_000;
const WEB_DEADLINE_MS = 60_000;
const POLL_MS = 50;

/**
 * Starts the worker and web, side by side since web needs the worker only for what it shows, and waits for both.
 * @param {object} options
 * @param {string} options.root
 * @param {import("./settings.mjs").LaunchSettings} options.settings
 * @param {{ socket: string | undefined, composePath: string | undefined }} options.found
 * @param {{ certificate: string, key: string } | undefined} options.tls
 * @param {PanelProcess[]} options.processes filled as they start, so that the caller can end a half start
 * @throws {LaunchError} when one ends or does not answer
 */
export async function startProcesses({ root, settings, found, tls, processes }) {
  const environments = childEnvironments(process.env, settings, found, tls);
  const start = async (/** @type {"worker" | "web"} */ name) => {
    const child = startProcess({
      name,
      program: join(root, "dist", `${name}.mjs`),
      cwd: root,
      env: environments[name],
      logPath: join(settings.data, "log", `${name}.log`),
    });
    processes.push(child);
    await writePanelRecord(settings.data, { url: settings.url, children: processes.map(({ pid }) => pid) });
    return child;
  };
  const socket = workerSocketPath(settings.data);
  const worker = await start("worker");
  const web = await start("web");
  await Promise.all([
    waitFor(worker, WORKER_DEADLINE_MS, async () => {
      return (await callWorker(socket, "GET", "/v1/health"))?.status === 200;
    }),
    waitFor(web, WEB_DEADLINE_MS, () => portAnswers(settings.bind, settings.port)),
  ]);
}

/**
 * @param {PanelProcess} child
 * @param {number} timeoutMs
 * @param {() => Promise<boolean>} answers
 */
async function waitFor(child, timeoutMs, answers) {
  const deadlineMs = Date.now() + timeoutMs;
  while (child.isAlive()) {
    if (await answers()) return;
    if (Date.now() > deadlineMs) {
      const evidence = child.lastLines();
      throw new LaunchError(`The ${child.name} process did not answer within ${timeoutMs / 1000} s.`, {
        evidence,
      });
    }
    await sleep(POLL_MS);
  }
  throw endedError(child, await child.ended);
}

/**
 * @param {PanelProcess} child
 * @param {string} how
 */
export function endedError(child, how) {
  return new LaunchError(`The ${child.name} process ended (${how}).`, { evidence: child.lastLines() });
}
