import { createServer } from "node:http";
import { keptAdmin } from "./admin.mjs";
import { dashboards, dataSources } from "./provisioning.mjs";

/** @typedef {import("node:http").IncomingMessage} Incoming */
/** @typedef {import("node:http").ServerResponse} Answer */
/** @typedef {import("./provisioning.mjs").DataSource} DataSource */
/** @typedef {import("./provisioning.mjs").Dashboard} Dashboard */

const PORT = 3000;
const VERSION = "12.1.1";

/** No pictures: health, sign-in by Basic, data sources that are really asked, and dashboards as they were given. */
export async function serve() {
  const sources = await dataSources();
  const boards = await dashboards(sources);
  await keptAdmin();
  createServer((incoming, answer) => {
    void answerTo(incoming, answer, sources, boards).catch((error) => {
      process.stderr.write(`error: ${incoming.url}: ${error instanceof Error ? error.message : error}\n`);
      if (answer.headersSent) answer.destroy();
      else send(answer, 500, { message: "Internal Server Error" });
    });
  }).listen(PORT, "0.0.0.0", () => process.stdout.write(`Grafana (stand-in) listens on ${PORT}\n`));
}

/**
 * @param {Incoming} incoming
 * @param {Answer} answer
 * @param {readonly DataSource[]} sources
 * @param {readonly Dashboard[]} boards
 */
async function answerTo(incoming, answer, sources, boards) {
  const path = (incoming.url ?? "/").split("?")[0] ?? "/";
  if (path === "/api/health")
    return send(answer, 200, { database: "ok", version: VERSION, commit: "stand-in" });
  if (path === "/" || path === "/login") {
    answer.writeHead(200, { "content-type": "text/html" });
    return answer.end("<!doctype html><title>Grafana (stand-in)</title>");
  }
  const { user, password } = await keptAdmin();
  const login = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  if (incoming.headers.authorization !== login)
    return send(answer, 401, { message: "Invalid username or password" });
  const [, sourceUid] = /^\/api\/datasources\/uid\/([\w-]+)\/health$/.exec(path) ?? [];
  const source = sources.find(({ uid }) => uid === sourceUid);
  if (source !== undefined) return answerHealth(source, answer);
  const [, boardUid] = /^\/api\/dashboards\/uid\/([\w-]+)$/.exec(path) ?? [];
  const dashboard = boards.find(({ uid }) => uid === boardUid);
  if (dashboard !== undefined) return send(answer, 200, { meta: { provisioned: true }, dashboard });
  return send(answer, 404, { message: "Not found" });
}

/**
 * @param {DataSource} source
 * @param {Answer} answer
 */
async function answerHealth({ url }, answer) {
  try {
    const found = await fetch(`${url}/api/v1/query?query=1`, { signal: AbortSignal.timeout(5000) });
    if (found.ok)
      return send(answer, 200, { status: "OK", message: "Successfully queried the Prometheus API." });
    return send(answer, 400, {
      status: "ERROR",
      message: `the data source answered with status ${found.status}`,
    });
  } catch (error) {
    return send(answer, 400, {
      status: "ERROR",
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

/**
 * @param {Answer} answer
 * @param {number} status
 * @param {unknown} body
 */
function send(answer, status, body) {
  answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
