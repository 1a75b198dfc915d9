import { sendJson, sendText } from "./http.mjs";
import { mint, readToken } from "./tokens.mjs";

/** @typedef {import("./server.mjs").Request} Request */

const WEBSOCKET_SECONDS = 60;

/**
 * @param {Request} request whose path begins with /v1/identity
 * @returns {void}
 */
export function answerIdentity({ path, method, caller, keys, databases, answer }) {
  if (path === "/v1/identity") {
    return method === "POST" ? sendJson(answer, mint(keys)) : sendText(answer, 405);
  }
  if (path === "/v1/identity/public-key") {
    answer.writeHead(200, { "content-type": "application/pem-certificate-chain" }).end(keys.publicPem);
    return;
  }
  if (path === "/v1/identity/websocket-token") {
    if (method !== "POST") return sendText(answer, 405);
    if (caller === undefined) return sendText(answer, 401, "Authorization required");
    const read = readToken(keys, caller.token);
    if ("refusal" in read) return sendText(answer, 401, read.refusal);
    const { iss, sub } = read.claims;
    return sendJson(answer, { token: mint(keys, { iss, sub, seconds: WEBSOCKET_SECONDS }).token });
  }
  const [, identity, asked] = /^\/v1\/identity\/([0-9a-f]{64})\/(verify|databases)$/.exec(path) ?? [];
  if (asked === "verify") {
    if (caller === undefined) return sendText(answer, 401, "Authorization required");
    return sendText(answer, caller.identity === identity ? 204 : 400);
  }
  if (asked === "databases") {
    const own = databases.list().filter(({ owner }) => owner === identity);
    return sendJson(answer, { identities: own.map((database) => database.identity) });
  }
  return sendText(answer, 404);
}
