import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identityIsAlive, pidOfIdentity, processIdentity } from "./process-identity.mjs";
import { callWorker } from "./worker-socket.mjs";

/**
 * What the launcher leaves in the data folder while it runs: itself and its children as process identities.
 * @typedef {{ launcher: string, children: string[], url: string }} PanelRecord
 */

const END_TIMEOUT_MS = 10_000;

/** @param {string} data */
export const workerSocketPath = (data) => join(data, "run", "worker.sock");

/**
 * For what only somebody on this machine may ask: a set-up link.
 * @param {string} data
 */
export const controlSocketPath = (data) => join(data, "run", "control.sock");

/** @param {string} data */
const recordPath = (data) => join(data, "run", "panel.json");

/**
 * @param {string} data
 * @param {{ url: string, children: readonly number[] }} panel
 */
export async function writePanelRecord(data, { url, children }) {
  /** @type {PanelRecord} */
  const record = {
    launcher: (await processIdentity(process.pid)) ?? "",
    children: (await Promise.all(children.map(processIdentity))).filter((identity) => identity !== undefined),
    url,
  };
  const beside = `${recordPath(data)}.new`;
  await writeFile(beside, JSON.stringify(record), { mode: 0o600 });
  await rename(beside, recordPath(data));
}

/** @param {string} data */
export async function removePanelRecord(data) {
  await rm(recordPath(data), { force: true });
}

/**
 * The panel that runs from this data folder. What is left of one whose launcher was killed is ended.
 * @param {string} data
 * @returns {Promise<{ state: "none" } | { state: "healthy" | "starting", url: string }>}
 */
export async function findRunningPanel(data) {
  const record = parseRecord(await readFile(recordPath(data), "utf8").catch(() => ""));
  if (record === undefined) return { state: "none" };
  if (!(await identityIsAlive(record.launcher))) {
    for (const child of record.children) await endLeftover(child);
    await removePanelRecord(data);
    return { state: "none" };
  }
  const health = await callWorker(workerSocketPath(data), "GET", "/v1/health");
  return { state: health?.status === 200 ? "healthy" : "starting", url: record.url };
}

/**
 * @param {string} text
 * @returns {PanelRecord | undefined}
 */
export function parseRecord(text) {
  try {
    /** @type {Partial<Record<keyof PanelRecord, unknown>> | null} */
    const record = JSON.parse(text);
    if (typeof record?.launcher !== "string" || typeof record.url !== "string") return undefined;
    const children = Array.isArray(record.children)
      ? record.children.filter((child) => typeof child === "string")
      : [];
    return { launcher: record.launcher, children, url: record.url };
  } catch {
    return undefined;
  }
}

/** @param {string} identity */
async function endLeftover(identity) {
  if (!(await identityIsAlive(identity))) return;
  process.kill(pidOfIdentity(identity), "SIGTERM");
  const deadlineMs = Date.now() + END_TIMEOUT_MS;
  while ((await identityIsAlive(identity)) && Date.now() < deadlineMs) await sleep(100);
  if (await identityIsAlive(identity)) process.kill(pidOfIdentity(identity), "SIGKILL");
}
