import { existsSync } from "node:fs";
import * as modules from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { pretendDeno } from "./deno.mjs";
import { refuse, requireVariables } from "./environment.mjs";
import { readBody, serve } from "./http.mjs";
import { keySet, requireKey } from "./tokens.mjs";

/** @typedef {(specifier: string, context: object) => object} Resolve */

// The panel's own types are of an older Node than the one in the image.
const { registerHooks } = /** @type {{ registerHooks: (hooks: object) => void }} */ (
  /** @type {unknown} */ (modules)
);

const PORT = 9000;
const FLAGS = ["--main-service", "--user-worker-request-idle-timeout", "--port", "--ip"];

/**
 * Plays the edge runtime on Node: the main service of the volume runs as it is written, and so do functions that need no
 * more of Deno than `Deno.serve` and `Deno.env`.
 * @param {string[]} args
 */
export async function start([command, ...args]) {
  if (command !== "start") refuse(`edge-runtime knows the command start, and was given "${command ?? ""}"`);
  const { JWT_SECRET } = process.env;
  if (JWT_SECRET !== undefined) {
    const keys = keySet("JWT_SECRET", "SUPABASE_JWKS");
    requireKey("SUPABASE_ANON_KEY", "anon", keys);
    requireKey("SUPABASE_SERVICE_ROLE_KEY", "service_role", keys);
  }
  requireVariables("JWT_SECRET", "SUPABASE_URL", "SUPABASE_DB_URL", "VERIFY_JWT");
  const main = entryOf(mainFolder(args));
  if (main === undefined) refuse(`--main-service ${mainFolder(args)} has no index.ts`);
  // What the main service takes from Deno's registry, npm has under another name.
  registerHooks({
    resolve: (/** @type {string} */ specifier, /** @type {object} */ context, /** @type {Resolve} */ next) =>
      specifier.startsWith("jsr:@panva/jose@")
        ? next("jose", { ...context, parentURL: import.meta.url })
        : next(specifier, context),
  });
  const handler = pretendDeno();
  Object.assign(globalThis, { EdgeRuntime: { userWorkers: { create: createWorker } } });
  await import(pathToFileURL(main).href).catch((error) => refuse(`--main-service: ${error.message}`));
  serve("edge runtime (stand-in)", PORT, async (incoming, answer) => {
    const body = await readBody(incoming);
    const request = new Request(`http://localhost:${PORT}${incoming.url}`, {
      method: incoming.method,
      headers: Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value) => /** @type {[string, string]} */ ([name, value])),
      ),
      body: body.length > 0 ? new Uint8Array(body) : undefined,
    });
    const response = await handler()(request);
    answer.writeHead(response.status, Object.fromEntries(response.headers));
    answer.end(Buffer.from(await response.arrayBuffer()));
  });
}

/** @param {readonly string[]} args */
function mainFolder(args) {
  const unknown = args.find((arg) => arg.startsWith("--") && !FLAGS.includes(arg));
  if (unknown) refuse(`edge-runtime start has no option ${unknown}`);
  return args[args.indexOf("--main-service") + 1] ?? "";
}

/** @param {string} folder */
function entryOf(folder) {
  return ["index.ts", "index.js", "index.tsx", "index.mjs"]
    .map((file) => join(folder, file))
    .find((file) => existsSync(file));
}

/** @param {{ servicePath: string, workerTimeoutMs?: number, envVars?: [string, string][] }} options */
async function createWorker({ servicePath, workerTimeoutMs = 60_000, envVars = [] }) {
  const entry = entryOf(servicePath);
  if (entry === undefined) throw new Error("InvalidWorkerCreation: could not find an appropriate entrypoint");
  return {
    /** @param {Request} request */
    async fetch(request) {
      const { method, url, headers } = request;
      const call = { method, url, headers: [...headers], body: Buffer.from(await request.arrayBuffer()) };
      const worker = new Worker(new URL("./function-worker.mjs", import.meta.url), {
        workerData: { entry: pathToFileURL(entry).href, call },
        env: Object.fromEntries(envVars),
      });
      const timer = setTimeout(() => worker.terminate(), workerTimeoutMs);
      try {
        const {
          status,
          headers: answered,
          body,
        } = await new Promise((resolve, reject) => {
          worker.once("message", resolve);
          worker.once("error", reject);
          worker.once("exit", () =>
            reject(new Error("WorkerRequestCancelled: the function ended without an answer")),
          );
        });
        return new Response(body.length > 0 ? body : null, { status, headers: answered });
      } finally {
        clearTimeout(timer);
        await worker.terminate();
      }
    },
  };
}
