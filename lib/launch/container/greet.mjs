/**
 * Waits until the panel answers, then prints where it is and the link that makes the owner. A short-lived process, as
 * the worker's user: the container's first program may not open the control socket, and stays small without this.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { findCompose } from "../compose-find.mjs";
import { pingEngine } from "../engine-ping.mjs";
import { portAnswers } from "../port.mjs";
import { controlSocketPath, workerSocketPath } from "../running-panel.mjs";
import { readSettings } from "../settings.mjs";
import { formatSummary } from "../summary.mjs";
import { coloursAllowed, painter } from "../terminal.mjs";
import { callWorker, readSetupLink } from "../worker-socket.mjs";

/** The worker migrates the database first, with a snapshot of it. */
const DEADLINE_MS = 120_000;
const POLL_MS = 200;

const settings = readSettings(process.env, process.cwd());
const socket = process.env.SLIPWAY_WORKER_SOCKET || workerSocketPath(settings.data);
const deadlineMs = Date.now() + DEADLINE_MS;

async function panelAnswers() {
  const worker = await callWorker(socket, "GET", "/v1/health");
  return worker?.status === 200 && (await portAnswers(settings.bind, settings.port));
}

async function engineText() {
  const path = process.env.SLIPWAY_ENGINE_SOCKET ?? "";
  if (settings.engineOff) return "off (SLIPWAY_ENGINE=off)";
  const ping = await pingEngine(path);
  return "engine" in ping
    ? `Docker ${ping.engine.version}, ${path}`
    : `none answers at ${path} (${ping.silence})`;
}

async function composeText() {
  const found = await findCompose(process.env, "/nonexistent");
  return "compose" in found ? found.compose.version : "none that works is in this image";
}

while (!(await panelAnswers())) {
  if (Date.now() > deadlineMs) {
    process.stderr.write(`The panel did not answer within ${DEADLINE_MS / 1000} s.\n`);
    process.exit(1);
  }
  await sleep(POLL_MS);
}
const facts = {
  url: settings.url,
  data: `${settings.data}, in the container's volume`,
  engine: await engineText(),
  compose: await composeText(),
  setup: readSetupLink(await callWorker(controlSocketPath(settings.data), "POST", "/v1/setup/link")),
  commands: {
    freshLink: "docker compose -f docker/compose.yaml exec panel slipway setup-link",
    stop: "docker compose -f docker/compose.yaml stop",
  },
};
const paint = painter(coloursAllowed(process.stdout, process.env));
process.stdout.write(`${formatSummary(facts, paint, new Date())}\n`);
