/**
 * The image's health check: web answers and, through it, the worker. Its pages say 503 while the worker does not.
 */
import { request } from "node:http";
import { readSettings } from "../settings.mjs";

const TIMEOUT_MS = 5_000;

const { bind, port, url } = readSettings(process.env, process.cwd());
const host = bind === "0.0.0.0" ? "127.0.0.1" : bind === "::" ? "::1" : bind;
const call = request(
  // Web answers to the names it knows, and the panel's own address is always one of them.
  { host, port, path: "/", headers: { host: new URL(url).host }, signal: AbortSignal.timeout(TIMEOUT_MS) },
  (response) => finish((response.statusCode ?? 0) < 400, `status ${response.statusCode}`),
);
call.once("error", (error) => finish(false, error.message));
call.end();

/**
 * @param {boolean} good
 * @param {string} text
 * @returns {never}
 */
function finish(good, text) {
  process.stdout.write(`${text}\n`);
  process.exit(good ? 0 : 1);
}
