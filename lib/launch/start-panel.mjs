import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildWhenStale, hasBuild } from "./build.mjs";
import { withLock } from "./build-lock.mjs";
import { keepOwnCertificate } from "./certificate/keep-certificate.mjs";
import { ownCertificateIn } from "./certificate/own-certificate.mjs";
import { isInContainerLayer, prepareDataFolder } from "./data-folder.mjs";
import { installDependencies } from "./dependencies.mjs";
import { setUpEngineAndCompose } from "./engine-and-compose.mjs";
import { describeError, LaunchError } from "./launch-error.mjs";
import { requireFreePort } from "./port.mjs";
import { endRunningCommands } from "./run-command.mjs";
import {
  controlSocketPath,
  findRunningPanel,
  removePanelRecord,
  writePanelRecord,
} from "./running-panel.mjs";
import { readSettings } from "./settings.mjs";
import { formatSummary } from "./summary.mjs";
import { endedError, startProcesses } from "./supervise.mjs";
import { coloursAllowed, createTerminal, painter } from "./terminal.mjs";
import { callWorker, readFingerprint, readSetupLink } from "./worker-socket.mjs";

/**
 * @typedef {import("./settings.mjs").LaunchSettings} LaunchSettings
 * @typedef {import("./terminal.mjs").Terminal} Terminal
 */

const ROOT = resolve(import.meta.dirname, "../..");
const STARTING_POLL_MS = 500;
const INTERRUPTED_EXIT_CODE = 130;
const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * `npm start`: everything from a bare checkout to a running panel, then waits until it ends.
 * @param {readonly string[]} args `--no-build` starts the build that is there
 * @returns {Promise<number>} the exit code
 */
export async function startPanel(args) {
  const terminal = createTerminal();
  // A closed terminal must not keep the panel from being ended in order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  try {
    const settings = readSettings(process.env, ROOT);
    await prepareDataFolder(settings.data);
    const runningUrl = await claimDataFolder(settings, terminal);
    if (runningUrl !== undefined) {
      process.stdout.write(`\n  Slipway already runs from this data folder: ${runningUrl}\n\n`);
      return 0;
    }
    return await runPanel(settings, !args.includes("--no-build"), terminal);
  } catch (error) {
    process.stderr.write(`\n${describeError(error)}\n`);
    return 1;
  }
}

/**
 * Makes this launcher the one of its data folder, or tells the address of the panel that already runs from it.
 * @param {LaunchSettings} settings
 * @param {Terminal} terminal
 * @returns {Promise<string | undefined>}
 */
async function claimDataFolder({ data, url }, terminal) {
  const lock = join(data, "run", "launch.lock");
  let told = false;
  for (;;) {
    const found = await withLock(lock, { onWait: () => undefined }, async () => {
      const panel = await findRunningPanel(data);
      if (panel.state === "none") await writePanelRecord(data, { url, children: [] });
      return panel;
    });
    if (found.state === "none") return undefined;
    if (found.state === "healthy") return found.url;
    if (!told) terminal.say("Another npm start is at work on this data folder: waiting for it");
    told = true;
    await sleep(STARTING_POLL_MS);
  }
}

/**
 * @param {LaunchSettings} settings
 * @param {boolean} mayBuild
 * @param {Terminal} terminal
 * @returns {Promise<number>} the exit code
 */
async function runPanel(settings, mayBuild, terminal) {
  /** @type {import("./panel-process.mjs").PanelProcess[]} */
  const processes = [];
  // Web first: it has nothing to finish, and no request then meets a worker that is gone.
  const endAll = async () => {
    for (const child of processes.toReversed()) await child.end();
    await removePanelRecord(settings.data);
  };
  /** @type {Promise<"signal">} */
  const signalled = new Promise((done) => {
    for (const signal of SIGNALS) process.on(signal, () => done("signal"));
  });
  try {
    const started = startUp(settings, mayBuild, terminal, processes);
    if ((await Promise.race([started, signalled])) === "signal") {
      endRunningCommands();
      await endAll();
      // What start-up would still do must not happen.
      process.exit(INTERRUPTED_EXIT_CODE);
    }
    const ended = processes.map(async (child) => ({ child, how: await child.ended }));
    const first = await Promise.race([signalled, ...ended]);
    if (first !== "signal") throw endedError(first.child, first.how);
    process.stdout.write("\n  Stopping the panel; your stacks keep running.\n");
    return 0;
  } finally {
    await endAll();
  }
}

/**
 * @param {LaunchSettings} settings
 * @param {boolean} mayBuild
 * @param {Terminal} terminal
 * @param {import("./panel-process.mjs").PanelProcess[]} processes
 */
async function startUp(settings, mayBuild, terminal, processes) {
  await requireFreePort(settings.bind, settings.port);
  if (await isInContainerLayer(settings.data)) {
    terminal.warn(
      `The data folder ${settings.data} lies in this container's own layer and is lost with it: mount a volume there.`,
    );
  }
  await installDependencies(ROOT, terminal);
  if (mayBuild) await buildWhenStale(ROOT, terminal);
  else if (!hasBuild(ROOT))
    throw new LaunchError("There is no build to start.", { fix: "Leave --no-build out." });
  const found = await setUpEngineAndCompose({
    env: process.env,
    root: ROOT,
    logFolder: join(settings.data, "log"),
    engineOff: settings.engineOff,
    terminal,
  });
  const tls =
    settings.tls === "own"
      ? await keepOwnCertificate(settings, ownCertificateIn(settings.data), (text) => terminal.warn(text))
      : settings.given;
  await startProcesses({ root: ROOT, settings, found, tls, processes });
  const control = controlSocketPath(settings.data);
  const setup = readSetupLink(await callWorker(control, "POST", "/v1/setup/link"));
  const paint = painter(coloursAllowed(process.stdout, process.env));
  const facts = {
    url: settings.url,
    data: settings.data,
    engine: found.engineText,
    compose: found.composeText,
    certificate: readFingerprint(await callWorker(control, "GET", "/v1/address")),
    setup,
  };
  process.stdout.write(`${formatSummary(facts, paint, new Date())}\n`);
}
