import { createServer } from "node:http";

/** @typedef {import("node:http").IncomingMessage} Incoming */
/** @typedef {import("node:http").ServerResponse} Answer */

/**
 * @param {Answer} answer
 * @param {number} status
 * @param {unknown} body
 */
export function sendJson(answer, status, body) {
  answer.writeHead(status, { "content-type": "application/json" });
  answer.end(JSON.stringify(body));
}

/**
 * @param {Incoming} incoming
 * @returns {Promise<Buffer>}
 */
export async function readBody(incoming) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** @param {Incoming} incoming */
export function pathOf(incoming) {
  return (incoming.url ?? "/").split("?")[0] ?? "/";
}

/**
 * @param {Incoming} incoming
 * @returns {string | undefined}
 */
export function bearerOf(incoming) {
  return /^Bearer (.+)$/i.exec(incoming.headers.authorization ?? "")?.[1];
}

/**
 * @param {string} name
 * @param {number} port
 * @param {(incoming: Incoming, answer: Answer) => unknown} handle
 * @param {string} [host]
 */
export function serve(name, port, handle, host = "0.0.0.0") {
  const server = createServer(async (incoming, answer) => {
    try {
      await handle(incoming, answer);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`error: ${incoming.method} ${incoming.url}: ${message}\n`);
      if (answer.headersSent) answer.destroy();
      else sendJson(answer, 500, { message });
    }
  });
  server.listen(port, host, () => process.stdout.write(`${name} listens on ${host}:${port}\n`));
  return server;
}
