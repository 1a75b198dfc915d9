import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { parse } from "yaml";
import { refuse } from "./environment.mjs";
import { pathOf, sendJson, serve } from "./http.mjs";

const SOCKET = "/var/run/docker.sock";

/**
 * Plays Vector: reads its pipeline as strictly as the real one, finds the containers that its source names, and reports
 * each once to every place that it would send their lines to. The programs of transforms are not run.
 * @param {string[]} args
 */
export async function start(args) {
  const file = args[args.indexOf("--config") + 1];
  if (!args.includes("--config") || !file) refuse("vector needs --config FILE");
  const text = await readFile(file, "utf8").catch((error) => refuse(error.message));
  const pipeline = readPipeline(file, text);
  const found = await containersOf(pipeline.sources);
  const faults = await report(pipeline.sinks, found);
  for (const fault of faults) process.stderr.write(`error: ${fault}\n`);
  process.stdout.write(`reads the logs of ${found.length} containers: ${found.join(", ")}\n`);
  const [host, port] = pipeline.api.address.split(":");
  serve("Vector (stand-in)", Number(port), handleWith(faults), host);
}

/** @param {readonly string[]} faults */
const handleWith =
  (faults) =>
  (
    /** @type {import("./http.mjs").Incoming} */ incoming,
    /** @type {import("./http.mjs").Answer} */ answer,
  ) => {
    if (pathOf(incoming) !== "/health") return sendJson(answer, 404, {});
    return sendJson(answer, faults.length === 0 ? 200 : 503, { ok: faults.length === 0, faults });
  };

/**
 * @param {string} file
 * @param {string} text
 */
function readPipeline(file, text) {
  const pipeline = (() => {
    try {
      return parse(interpolated(text));
    } catch (error) {
      return refuse(`${file}: ${error instanceof Error ? error.message : error}`);
    }
  })();
  const { sources = {}, transforms = {}, sinks = {}, api } = pipeline ?? {};
  if (!api?.enabled || !/^[\d.]+:\d+$/.test(api.address ?? "")) refuse(`${file}: its api is not enabled`);
  if (Object.keys(sources).length === 0) refuse(`${file}: it has no source`);
  if (Object.keys(sinks).length === 0) refuse(`${file}: it has no sink`);
  const outputs = new Set([...Object.keys(sources), ...Object.keys(transforms)]);
  for (const [name, { inputs = [] }] of Object.entries({ ...transforms, ...sinks })) {
    for (const input of /** @type {string[]} */ (inputs)) {
      // An output of a route is named after it: route.name.
      if (!outputs.has(input) && !outputs.has(input.split(".")[0] ?? "")) {
        refuse(`${file}: the input "${input}" of "${name}" does not exist`);
      }
    }
  }
  return { sources, sinks, api };
}

/** @param {string} text */
function interpolated(text) {
  return text.replaceAll(
    /\$\$|\$\{([A-Z_]+)(?:(:?[-?])([^}]*))?\}|\$([A-Z_]+)/g,
    (whole, braced, operator, operand, plain) => {
      if (whole === "$$") return "$";
      const name = braced ?? plain;
      const value = process.env[name];
      if (value) return value;
      if (operator?.endsWith("-")) return operand;
      return refuse(`missing ${name}${operand ? `: ${operand}` : ""}`);
    },
  );
}

/**
 * @param {Record<string, { type: string, include_labels?: string[] }>} sources
 * @returns {Promise<string[]>} names of services
 */
async function containersOf(sources) {
  const found = [];
  for (const [name, source] of Object.entries(sources)) {
    if (source.type !== "docker_logs") continue;
    if (!existsSync(SOCKET)) refuse(`source ${name}: there is no Docker socket at ${SOCKET}`);
    const filters = encodeURIComponent(JSON.stringify({ label: source.include_labels ?? [] }));
    const containers = JSON.parse(
      await askEngine(`/containers/json?filters=${filters}`).catch((error) =>
        refuse(`source ${name}: ${error.message}`),
      ),
    );
    found.push(
      ...containers.map(
        (/** @type {{ Labels: Record<string, string> }} */ { Labels }) =>
          Labels["com.docker.compose.service"] ?? "?",
      ),
    );
  }
  return found.sort();
}

/**
 * @param {string} path
 * @returns {Promise<string>}
 */
function askEngine(path) {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: SOCKET, path }, async (answer) => {
      let text = "";
      for await (const chunk of answer) text += chunk;
      if (answer.statusCode === 200) resolve(text);
      else reject(new Error(`the engine answered ${answer.statusCode}`));
    });
    asking.on("error", reject);
    asking.end();
  });
}

/**
 * @param {Record<string, any>} sinks
 * @param {readonly string[]} services
 * @returns {Promise<string[]>} what was refused
 */
async function report(sinks, services) {
  const events = services.map((service) => ({
    event_message: `the container of ${service} is read`,
    metadata: {},
  }));
  const answers = Object.entries(sinks).map(async ([name, { type, uri, request: options }]) => {
    if (type !== "http") return [];
    const headers = { "content-type": "application/json", ...options?.headers };
    const answer = await fetch(uri, { method: "POST", headers, body: JSON.stringify(events) }).catch(
      (error) => ({ ok: false, status: error.message }),
    );
    return answer.ok
      ? []
      : [`sink ${name}: ${uri} answered ${answer.status}; see LOGFLARE_PUBLIC_ACCESS_TOKEN`];
  });
  return (await Promise.all(answers)).flat();
}
