/**
 * Runs in the panel's container as the user of web, and tries what somebody would who has taken that process over.
 * Prints one JSON line an attempt: what was tried, and how it was refused, or null where it was not.
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";

const DATA = "/data/panel";
const ENGINE_SOCKET = "/var/run/docker.sock";
const WORKER_SOCKET = "/run/slipway/socket/worker.sock";
const WORKER_UID = 10_001;
const TIMEOUT_MS = 2_000;

/**
 * @param {string} what
 * @param {string | null} refusal
 */
const tell = (what, refusal) => process.stdout.write(`${JSON.stringify({ what, refusal })}\n`);

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && "code" in error ? String(error.code) : String(error));

/**
 * @param {string} what
 * @param {() => unknown} work
 */
function attempt(what, work) {
  try {
    work();
    tell(what, null);
  } catch (error) {
    tell(what, codeOf(error));
  }
}

/**
 * @param {string} path of a socket
 * @returns {Promise<void>}
 */
function attemptConnect(path) {
  return new Promise((resolve) => {
    const socket = connect(path);
    const finish = (/** @type {string | null} */ refusal) => {
      tell(`connect to ${path}`, refusal);
      socket.destroy();
      resolve();
    };
    socket.setTimeout(TIMEOUT_MS, () => finish("timeout"));
    socket.once("connect", () => finish(null));
    socket.once("error", (error) => finish(codeOf(error)));
  });
}

/**
 * @param {"GET" | "POST"} method
 * @param {string} path of the worker's API, without a session
 * @returns {Promise<void>}
 */
function attemptCall(method, path) {
  return new Promise((resolve) => {
    const headers = { host: "worker", "content-type": "application/json" };
    const call = request({ socketPath: WORKER_SOCKET, method, path, headers }, (answer) => {
      answer.resume();
      const status = answer.statusCode ?? 0;
      tell(`${method} ${path} without a session`, status >= 400 ? `status ${status}` : null);
      resolve();
    });
    call.once("error", (error) => {
      tell(`${method} ${path} without a session`, codeOf(error));
      resolve();
    });
    call.end(method === "POST" ? "{}" : undefined);
  });
}

/** @param {string} program part of the command line */
function pidOf(program) {
  const found = readdirSync("/proc").find(
    (name) =>
      /^\d+$/.test(name) &&
      existsSync(`/proc/${name}/cmdline`) &&
      readFileSync(`/proc/${name}/cmdline`, "utf8").includes(program),
  );
  if (found === undefined) throw new Error(`There is no process of ${program}`);
  return Number(found);
}

for (const path of [ENGINE_SOCKET, `${DATA}/run/control.sock`]) await attemptConnect(path);
await attemptCall("POST", "/v1/setup/link");
await attemptCall("GET", "/v1/stacks");

for (const path of [
  "/data",
  DATA,
  `${DATA}/backups`,
  `${DATA}/key`,
  "/run/slipway/socket",
  "/run/slipway/worker",
]) {
  attempt(`list ${path}`, () => readdirSync(path));
}
for (const path of [`${DATA}/slipway.db`, `${DATA}/slipway.db-wal`, `${DATA}/key/master.key`]) {
  attempt(`read ${path}`, () => closeSync(openSync(path, "r")));
  attempt(`write ${path}`, () => closeSync(openSync(path, "r+")));
}

for (const [name, program] of /** @type {const} */ ([
  ["worker", "dist/worker.mjs"],
  ["init", "container/main.mjs"],
])) {
  const pid = pidOf(program);
  for (const file of ["environ", "mem", "maps", "auxv"]) {
    attempt(`read ${file} of ${name}`, () => readFileSync(`/proc/${pid}/${file}`));
  }
  attempt(`list fd of ${name}`, () => readdirSync(`/proc/${pid}/fd`));
  attempt(`enter root of ${name}`, () => readdirSync(`/proc/${pid}/root/`));
  attempt(`see cwd of ${name}`, () => readlinkSync(`/proc/${pid}/cwd`));
  attempt(`end ${name}`, () => process.kill(pid, "SIGTERM"));
}

const engineGroup = statSync(ENGINE_SOCKET).gid;
attempt("become root", () => process.setuid?.(0));
attempt("become the worker", () => process.setuid?.(WORKER_UID));
attempt("join root's group", () => process.setgid?.(0));
attempt("join the engine's group", () => process.setgid?.(engineGroup));
attempt("add the engine's group", () => process.setgroups?.([engineGroup]));
attempt("make a user namespace", () => {
  const { status, error } = spawnSync("unshare", ["--user", "--map-root-user", "true"]);
  if (error !== undefined) throw error;
  if (status !== 0) throw Object.assign(new Error("refused"), { code: `exit code ${status}` });
});

attempt("move worker.sock away", () => renameSync(WORKER_SOCKET, `${WORKER_SOCKET}.old`));
attempt("remove worker.sock", () => rmSync(WORKER_SOCKET));
attempt("change its own cookie key", () => writeFileSync("/data/web/cookie-key", "x".repeat(43)));
for (const folder of [
  ...[
    "/",
    "/app",
    "/app/dist",
    "/data",
    DATA,
    "/data/web",
    "/dev",
    "/dev/shm",
    "/etc",
    "/home",
    "/root",
    "/run",
  ],
  ...["/run/slipway", "/run/slipway/socket", "/run/slipway/worker", "/tmp", "/usr/local/bin", "/var/tmp"],
]) {
  attempt(`write into ${folder}`, () => writeFileSync(`${folder}/of-web`, ""));
}

// What web needs: were these refused, the rest would prove nothing.
await attemptConnect(WORKER_SOCKET);
attempt("read its own cookie key", () => readFileSync("/data/web/cookie-key"));
