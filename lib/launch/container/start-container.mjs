import { join, resolve } from "node:path";
import { keepGivenCertificate } from "../certificate/given-certificate.mjs";
import { keepOwnCertificate } from "../certificate/keep-certificate.mjs";
import { ownCertificateIn } from "../certificate/own-certificate.mjs";
import { childEnvironments } from "../child-environment.mjs";
import { describeError } from "../launch-error.mjs";
import { HEAP_FLAGS } from "../panel-process.mjs";
import { readSettings } from "../settings.mjs";
import { workerUserFor } from "./engine-socket.mjs";
import { prepareFolders } from "./folders.mjs";
import { PLACES } from "./places.mjs";
import { startAs } from "./started.mjs";
import { mayChangeUser, WEB_USER, WORKER_USER } from "./users.mjs";

/** @typedef {{ env: import("../run-command.mjs").Environment, user: import("./users.mjs").User | undefined }} Role */

const ROOT = resolve(import.meta.dirname, "../../..");
const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * The container's first program: prepares the folders, starts worker and web each as its own user, and ends when it is
 * told to or when one of them ends.
 * @returns {Promise<number>} the exit code
 */
export async function startContainer() {
  /** @type {import("./started.mjs").Started[]} */
  const processes = [];
  /** @type {Promise<"signal">} */
  const signalled = new Promise((done) => {
    for (const signal of SIGNALS) process.on(signal, () => done("signal"));
  });
  try {
    const { worker, web } = await roles();
    for (const [name, role] of /** @type {const} */ ([
      ["worker", worker],
      ["web", web],
    ])) {
      processes.push(startAs(name, [...(HEAP_FLAGS[name] ?? []), join(ROOT, "dist", `${name}.mjs`)], role));
    }
    // Only the worker's user may ask for a set-up link.
    const greeting = startAs("greeting", [join(import.meta.dirname, "greet.mjs")], worker);
    processes.push(greeting);
    const first = await Promise.race([
      signalled,
      ...processes
        .filter((each) => each !== greeting)
        .map(async ({ name, ended }) => `${name} ended: ${await ended}`),
      greeting.failed.then(() => "The panel did not start."),
    ]);
    if (first === "signal") return 0;
    process.stderr.write(`\n${first}\n`);
    return 1;
  } catch (error) {
    process.stderr.write(`\n${describeError(error)}\n`);
    return 1;
  } finally {
    // Web before the worker: it has nothing to finish, and no request then meets a worker that is gone.
    for (const each of processes.toReversed()) await each.end();
  }
}

/** @returns {Promise<{ worker: Role, web: Role }>} */
async function roles() {
  const settings = readSettings(process.env, ROOT);
  const found = {
    socket: process.env.SLIPWAY_ENGINE_SOCKET,
    composePath: process.env.SLIPWAY_COMPOSE_PATH,
  };
  if (!mayChangeUser()) {
    warn("Not started as root: web and worker run as one user, so web could read what the worker holds.");
    const own = ownCertificateIn(settings.data);
    const tls = settings.tls === "own" ? await keepOwnCertificate(settings, own, warn) : settings.given;
    const { worker, web } = childEnvironments(process.env, settings, found, tls);
    return { worker: { env: worker, user: undefined }, web: { env: web, user: undefined } };
  }
  await prepareFolders(PLACES);
  const { worker, web } = childEnvironments(process.env, settings, found, await tlsForWeb(settings));
  const off = process.env.SLIPWAY_ENGINE === "off";
  const user = off ? WORKER_USER : await workerUserFor(process.env.SLIPWAY_ENGINE_SOCKET ?? "", warn);
  const meeting = { SLIPWAY_WORKER_SOCKET: PLACES.workerSocket };
  return {
    worker: { env: { ...worker, ...meeting, HOME: PLACES.scratch, TMPDIR: PLACES.scratch }, user },
    web: {
      env: { ...web, ...meeting, HOME: "/", SLIPWAY_COOKIE_KEY_FILE: PLACES.cookieKey },
      user: WEB_USER,
    },
  };
}

/**
 * Files that web's user may read, and of all keys this one alone.
 * @param {import("../settings.mjs").LaunchSettings} settings
 */
async function tlsForWeb(settings) {
  if (settings.tls === "own") return keepOwnCertificate(settings, PLACES.ownCertificate, warn);
  if (settings.given === undefined) return undefined;
  return keepGivenCertificate(settings.given, PLACES.givenCertificate, WEB_USER.gid, warn);
}

/** @param {string} text */
function warn(text) {
  process.stderr.write(`  ! ${text}\n`);
}
