import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { unpackDebianPackage } from "./debian-package.mjs";
import { pingRegistry } from "./registry-client.mjs";
import { commandSucceeds, runCommand } from "./run-command.mjs";

/** Sent with every answer, so that a caller can tell its own registry from a stranger on the same port. */
export const STORE_HEADER = "x-slipway-test-store";
const READY_TIMEOUT_MS = 15_000;
const START_ATTEMPTS = 5;

/** @typedef {{ user: string, password: string }} Login */

/** @returns {Promise<number>} a loopback port that was free just now */
export async function freeLoopbackPort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("the kernel gave no port");
  return address.port;
}

/** @param {string} storeDir */
export function storeIdentity(storeDir) {
  return createHash("sha256").update(resolve(storeDir)).digest("hex").slice(0, 16);
}

/** @param {(line: string) => void} log */
async function registryProgram(log) {
  if (await commandSucceeds("docker-registry", ["--version"])) return "docker-registry";
  return join(await unpackDebianPackage("docker-registry", log), "usr/bin/docker-registry");
}

/**
 * One line of an htpasswd file. The registry accepts bcrypt only, which Node lacks; perl, in every Debian, has the
 * C library's.
 * @param {Login} login
 */
async function passwordLine(login) {
  const letters = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const salt = [...randomBytes(21)].map((byte) => letters[byte % 64]).join("");
  const input = `${login.password}\n$2b$05$${salt}.`;
  const program =
    "my ($p, $s) = <STDIN>; chomp $p; my $h = crypt($p, $s); die 'no bcrypt' unless length $h == 60; print $h";
  return `${login.user}:${await runCommand("perl", ["-e", program], { input })}\n`;
}

/**
 * @param {{ folder: string, storeDir: string, port: number, htpasswd?: Login }} settings
 * @returns {Promise<string>} path of the configuration file
 */
export async function writeRegistryConfig({ folder, storeDir, port, htpasswd }) {
  await mkdir(storeDir, { recursive: true });
  /** @type {Record<string, object | string>} */
  const config = {
    version: "0.1",
    log: { level: "error", accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: resolve(storeDir) },
      delete: { enabled: true },
      // The purge walks the whole store at random times; nothing here lives long enough to need it.
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: {
      addr: `127.0.0.1:${port}`,
      // Uploads stay on whatever address the client came by, so a proxy in front sees them too.
      relativeurls: true,
      headers: { "X-Slipway-Test-Store": [storeIdentity(storeDir)] },
    },
  };
  if (htpasswd) {
    const path = join(folder, "htpasswd");
    await writeFile(path, await passwordLine(htpasswd), { mode: 0o600 });
    config.auth = { htpasswd: { realm: "slipway-test", path } };
  }
  const file = join(folder, "registry.yml");
  // JSON is YAML, and needs no quoting rules of our own.
  await writeFile(file, JSON.stringify(config, null, 2));
  return file;
}

/**
 * @param {{ configFile: string, storeDir: string, logFile: string, port: number, detached: boolean, log: (line: string) => void }} settings
 * @returns {Promise<import("node:child_process").ChildProcess>} once the API answers
 */
export async function spawnRegistry({ configFile, storeDir, logFile, port, detached, log }) {
  const serve = [await registryProgram(log), "serve", configFile];
  const output = openSync(logFile, "w");
  // A registry of one test must not outlive its test runner, however that ends.
  const [program = "", ...args] = detached ? serve : ["setpriv", "--pdeathsig", "TERM", ...serve];
  const child = spawn(program, args, { detached, stdio: ["ignore", output, output] });
  closeSync(output);
  /** @type {string | undefined} */
  let ended;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code, signal) => {
    ended ??= `exit ${signal ?? code}`;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const answer = await pingRegistry({ url: `http://127.0.0.1:${port}` }).catch(() => undefined);
    // A stranger on the port answers as well, so the answer must name our store.
    if (!ended && answer?.headers[STORE_HEADER] === storeIdentity(storeDir)) return child;
    if (ended || Date.now() > deadline) {
      child.kill("SIGKILL");
      const tail = (await readFile(logFile, "utf8")).slice(-600);
      throw new Error(`the test registry does not answer (${ended ?? "still starting"}): ${tail}`);
    }
    await delay(50);
  }
}

/**
 * Starts a registry of the caller's own on a loopback port, which engines trust without TLS.
 * @param {{ storeDir: string, port?: number, htpasswd?: Login, log: (line: string) => void }} settings
 * @returns {Promise<{ url: string, host: string, authorization?: string, stop: () => Promise<void> }>}
 */
export async function startRegistry({ storeDir, port: wantedPort, htpasswd, log }) {
  const folder = await mkdtemp(join(tmpdir(), "slipway-registry-"));
  for (let attempt = 1; ; attempt += 1) {
    const port = wantedPort ?? (await freeLoopbackPort());
    const configFile = await writeRegistryConfig({ folder, storeDir, port, htpasswd });
    try {
      const logFile = join(folder, "registry.log");
      const child = await spawnRegistry({ configFile, storeDir, logFile, port, detached: false, log });
      const host = `127.0.0.1:${port}`;
      return {
        url: `http://${host}`,
        host,
        authorization: htpasswd
          ? `Basic ${Buffer.from(`${htpasswd.user}:${htpasswd.password}`).toString("base64")}`
          : undefined,
        stop: async () => {
          if (child.exitCode === null && child.signalCode === null) {
            const gone = once(child, "exit");
            child.kill("SIGTERM");
            await gone;
          }
          await rm(folder, { recursive: true, force: true });
        },
      };
    } catch (error) {
      // Between finding a free port and binding it somebody else may have taken it.
      const taken = error instanceof Error && error.message.includes("address already in use");
      if (taken && wantedPort === undefined && attempt < START_ATTEMPTS) continue;
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }
}
