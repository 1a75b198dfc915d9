import { createServer } from "node:net";
import { readArguments, VERSION } from "./arguments.mjs";
import { beginFlamegraph, configuredKeys, readConfig, serverLog, takeFolder } from "./data-folder.mjs";
import { databaseStore } from "./databases.mjs";
import { loadKeys } from "./keys.mjs";
import { postgresServer } from "./postgres.mjs";
import { refuse } from "./refuse.mjs";
import { httpServer } from "./server.mjs";

/** Plays `spacetime start`, in the server's own order: configuration, folder, keys, ports. */

const TRACY_PORT = 8086;

const given = readArguments(process.argv.slice(2));
process.stdout.write(`spacetimedb-standalone version: ${VERSION} (stand-in)\n`);
process.stdout.write(`database running in data directory ${given.dataDir}\n`);
const config = readConfig(given.dataDir);
takeFolder(given.dataDir);
beginFlamegraph();
const log = serverLog(given.dataDir);
const keys = loadKeys(given, configuredKeys(config));
const server = { keys, databases: databaseStore(given.dataDir, given.inMemory), log };

const colon = given.listenAddress.lastIndexOf(":");
const [host, port] = [given.listenAddress.slice(0, colon), Number(given.listenAddress.slice(colon + 1))];
if (!/^(\d{1,3}\.){3}\d{1,3}$/.test(host) || !Number.isInteger(port)) {
  refuse(`Invalid IPv4 address '${host}' in the listen address`);
}
listen(httpServer(server), port, `Starting SpacetimeDB listening on ${given.listenAddress}`);
if (given.pgPort === undefined) log("PostgreSQL wire protocol server disabled");
else
  listen(
    postgresServer(server),
    given.pgPort,
    `PostgreSQL wire protocol server listening on ${host}:${given.pgPort}`,
  );
if (given.tracy)
  listen(
    createServer((client) => client.end()),
    TRACY_PORT,
    "Tracy waits for its viewer",
  );

/**
 * @param {import("node:net").Server} listener
 * @param {number} at
 * @param {string} line
 */
function listen(listener, at, line) {
  listener.on("error", (error) => {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "EADDRINUSE") {
      refuse(`Port ${at} is already in use. Free it, or name another one with --listen-addr.`);
    }
    refuse(`failed to bind the SpacetimeDB server to '${host}:${at}': ${error.message}`);
  });
  listener.listen(at, host, () => log(line));
}

process.on("SIGINT", () => {
  process.stdout.write("Shutting down servers...\n");
  process.exit(0);
});
// The server has no handler, and as the first process of its container is not ended by it.
process.on("SIGTERM", () => {});
