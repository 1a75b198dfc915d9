/**
 * Waits until the panel answers, then prints where it is and the link that makes the owner. A short-lived process, as
 * the worker's user: the container's first program may not open the control socket, and stays small without this.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { portAnswers } from "../port.mjs";
import { controlSocketPath, workerSocketPath } from "../running-panel.mjs";
import { readSettings } from "../settings.mjs";
import { formatSummary } from "../summary.mjs";
import { coloursAllowed, painter } from "../terminal.mjs";
import { callWorker, readFingerprint, readSetupLink } from "../worker-socket.mjs";
import { readEngineTexts } from "./engine-texts.mjs";

/** The worker migrates the database first, with a snapshot of it. */
const DEADLINE_MS = 120_000;
const POLL_MS = 200;
/** The worker looks at the engine right after it begins to answer; a hung one is no reason to keep the link back. */
const ENGINE_LOOK_MS = 5_000;

const settings = readSettings(process.env, process.cwd());
const socket = process.env.SLIPWAY_WORKER_SOCKET || workerSocketPath(settings.data);
const deadlineMs = Date.now() + DEADLINE_MS;

async function panelAnswers() {
  const worker = await callWorker(socket, "GET", "/v1/health");
  return worker?.status === 200 && (await portAnswers(settings.bind, settings.port));
}

while (!(await panelAnswers())) {
  if (Date.now() > deadlineMs) {
    process.stderr.write(`The panel did not answer within ${DEADLINE_MS / 1000} s.\n`);
    process.exit(1);
  }
  await sleep(POLL_MS);
}
const control = controlSocketPath(settings.data);
const looked = Date.now() + ENGINE_LOOK_MS;
let texts = readEngineTexts(await callWorker(control, "GET", "/v1/engine"));
while (!texts.isSettled && Date.now() < looked) {
  await sleep(POLL_MS);
  texts = readEngineTexts(await callWorker(control, "GET", "/v1/engine"));
}
const facts = {
  url: settings.url,
  data: `${settings.data}, in the container's volume`,
  engine: texts.engine,
  compose: texts.compose,
  certificate: readFingerprint(await callWorker(control, "GET", "/v1/address")),
  setup: readSetupLink(await callWorker(control, "POST", "/v1/setup/link")),
  commands: {
    freshLink: "docker compose -f docker/compose.yaml exec panel slipway setup-link",
    stop: "docker compose -f docker/compose.yaml stop",
  },
};
const paint = painter(coloursAllowed(process.stdout, process.env));
process.stdout.write(`${formatSummary(facts, paint, new Date())}\n`);
