import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { freeLoopbackPort } from "../registry/registry.mjs";
import { runCommand } from "../registry/run-command.mjs";
import { ensureTestRegistry } from "../registry/test-registry.mjs";
import { imageReference } from "./catalogue.mjs";
import { imageNamed } from "./input-hash.mjs";
import { createProgress, formatElapsed } from "./progress.mjs";

/**
 * Runs the built Directus images by plain docker, without the panel: the proof that the test images work, and the
 * place where their start and stop times come from.
 */

const READY_TIMEOUT_MS = 120_000;
const run = `slipway-image-smoke-${randomBytes(4).toString("hex")}`;
const progress = createProgress((line) => process.stdout.write(`${line}\n`));
const secret = () => randomBytes(24).toString("hex");
const admin = { email: "admin@example.com", password: secret() };

/** @type {string[]} */
const containers = [];
/** @type {Set<string>} */
const pulled = new Set();

/**
 * @param {string} host of the registry
 * @param {string} name
 */
async function pull(host, name) {
  const reference = `${host}/${imageReference(imageNamed(name))}`;
  await progress.step(`pull ${reference}`, (onLine) =>
    runCommand("docker", ["image", "pull", "--quiet", reference], { onLine }),
  );
  pulled.add(reference);
  return reference;
}

/**
 * @param {string} role
 * @param {string} reference
 * @param {{ env?: Record<string, string>, options?: string[], command?: string[] }} [settings]
 */
async function start(role, reference, { env = {}, options = [], command = [] } = {}) {
  const name = `${run}-${role}`;
  containers.push(name);
  await runCommand("docker", [
    ...["container", "run", "--detach", "--name", name, "--label", "slipway.test=image-smoke"],
    ...["--network", run, "--network-alias", role, ...options],
    ...Object.entries(env).flatMap(([key, value]) => ["--env", `${key}=${value}`]),
    ...[reference, ...command],
  ]);
  return name;
}

/**
 * @param {string} what
 * @param {() => Promise<boolean>} isReady
 */
async function waitUntil(what, isReady) {
  const startedAt = Date.now();
  await progress.step(`wait until ${what}`, async () => {
    while (!(await isReady())) {
      if (Date.now() - startedAt > READY_TIMEOUT_MS) throw new Error(`not in time: ${what}`);
      await delay(200);
    }
  });
}

/**
 * @param {string} name
 * @param {readonly string[]} command
 */
function inside(name, command) {
  return runCommand("docker", ["container", "exec", name, ...command]);
}

/**
 * @param {string} url
 * @param {RequestInit} [init]
 */
async function getJson(url, init) {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/**
 * @param {string} name of the catalogue
 * @param {string} host of the registry
 * @param {string} role
 * @param {Record<string, string>} env
 */
async function proveDirectus(name, host, role, env) {
  const port = await freeLoopbackPort();
  const url = `http://127.0.0.1:${port}`;
  const container = await start(role, await pull(host, name), {
    env: {
      ...{ SECRET: secret(), ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password, PUBLIC_URL: url },
      ...{ EMAIL_VERIFY_SETUP: "false", TELEMETRY: "false", ...env },
    },
    options: ["--publish", `127.0.0.1:${port}:8055`],
  });
  await waitUntil(`${role} answers /server/ping`, async () => {
    const answer = await fetch(`${url}/server/ping`).catch(() => undefined);
    return answer?.status === 200 && (await answer.text()) === "pong";
  });
  await inside(container, ["wget", "-q", "--spider", "http://127.0.0.1:8055/server/ping"]);
  const login = await getJson(`${url}/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(admin),
  });
  const headers = { authorization: `Bearer ${login.data.access_token}` };
  const me = await getJson(`${url}/users/me`, { headers });
  if (me.data.email !== admin.email) throw new Error(`signed in as ${me.data.email}`);
  const info = await getJson(`${url}/server/info`, { headers });
  const memory = await runCommand("docker", ["stats", "--no-stream", "--format", "{{.MemUsage}}", container]);
  progress.line(`${role}: signed in; Directus ${info.data.version}; memory ${memory}`);
  return container;
}

/** @param {string} container */
async function stop(container) {
  const startedAt = Date.now();
  await runCommand("docker", ["container", "stop", container]);
  progress.line(`${container}: stopped in ${formatElapsed(Date.now() - startedAt)}`);
}

/** @param {string} host */
async function provePostgisAndRedis(host) {
  const password = { database: secret(), redis: secret() };
  const database = await start("database", await pull(host, "postgis"), {
    env: { POSTGRES_USER: "directus", POSTGRES_PASSWORD: password.database, POSTGRES_DB: "directus" },
  });
  const cache = await start("cache", await pull(host, "redis"), {
    command: ["redis-server", "--requirepass", password.redis],
  });
  await waitUntil("the database accepts connections", async () =>
    inside(database, ["pg_isready", "-h", "localhost", "-U", "directus", "-d", "directus"]).then(
      () => true,
      () => false,
    ),
  );
  /** @param {string} query */
  const sql = (query) => inside(database, ["psql", "-U", "directus", "-d", "directus", "-tAc", query]);
  progress.line(`${await sql("show server_version")}; ${await sql("select postgis_full_version()")}`);
  const directus = await proveDirectus("directus-12", host, "directus", {
    ...{
      DB_CLIENT: "pg",
      DB_HOST: "database",
      DB_PORT: "5432",
      DB_DATABASE: "directus",
      DB_USER: "directus",
    },
    ...{ DB_PASSWORD: password.database, CACHE_ENABLED: "true", CACHE_STORE: "redis" },
    ...{ REDIS_HOST: "cache", REDIS_PORT: "6379", REDIS_PASSWORD: password.redis },
  });
  const tables = await sql(
    "select count(*) from information_schema.tables where table_name like 'directus_%'",
  );
  const ask = ["redis-cli", "--no-auth-warning", "-a", password.redis];
  const keys = await inside(cache, [...ask, "dbsize"]);
  const redis = /redis_version:(\S+)/.exec(await inside(cache, [...ask, "info", "server"]))?.[1];
  if (Number(tables) < 20) throw new Error(`only ${tables} tables of Directus are in the database`);
  if (Number(keys) < 1) throw new Error("Directus wrote nothing into Redis");
  const open = await inside(cache, ["redis-cli", "dbsize"]);
  if (!open.includes("NOAUTH")) throw new Error("Redis answers without the password");
  progress.line(`${tables} tables in PostGIS, ${keys} keys in Redis ${redis}`);
  for (const container of [directus, database, cache]) await stop(container);
}

async function cleanUp() {
  if (containers.length > 0) {
    // Some may not have come to be; docker reports those and removes the others.
    await runCommand("docker", ["container", "rm", "--force", "--volumes", ...containers]).catch((error) =>
      progress.line(String(error)),
    );
  }
  await runCommand("docker", ["network", "rm", run]);
  for (const reference of pulled) await runCommand("docker", ["image", "rm", reference]);
}

const { host } = await ensureTestRegistry({ log: progress.line });
await runCommand("docker", ["network", "create", "--label", "slipway.test=image-smoke", run]);
try {
  await provePostgisAndRedis(host);
  for (const name of ["directus-12", "directus-11"]) {
    await stop(await proveDirectus(name, host, `${name}-sqlite`, {}));
  }
  progress.line("all of it works");
} finally {
  await cleanUp();
}
