import { mint, readToken } from "./tokens.mjs";

/** @typedef {import("node:http").IncomingMessage} Incoming */
/** @typedef {import("node:http").ServerResponse} Answer */
/** @typedef {import("./tokens.mjs").KeyPair} KeyPair */
/** @typedef {{ identity: string, token: string }} Caller */

/**
 * @param {Answer} answer
 * @param {number} status
 * @param {string} [text]
 */
export function sendText(answer, status, text = "") {
  answer.writeHead(status, text === "" ? {} : { "content-type": "text/plain; charset=utf-8" }).end(text);
}

/**
 * @param {Answer} answer
 * @param {unknown} body
 */
export function sendJson(answer, body) {
  answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
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

/**
 * Who calls, by the header or by the address.
 * @param {Incoming} incoming
 * @param {KeyPair} keys
 * @returns {{ caller: Caller | undefined } | { status: number, text: string }}
 */
export function callerOf(incoming, keys) {
  const header = incoming.headers.authorization;
  const [, bearer] = /^Bearer (\S+)$/i.exec(header ?? "") ?? [];
  if (header !== undefined && bearer === undefined)
    return { status: 400, text: "Invalid Authorization header" };
  const token =
    bearer ?? new URL(incoming.url ?? "/", "http://server").searchParams.get("token") ?? undefined;
  if (token === undefined) return { caller: undefined };
  const read = readToken(keys, token);
  if ("refusal" in read) return { status: 401, text: `Failed to verify token: ${read.refusal}` };
  return { caller: { identity: read.identity, token } };
}

/**
 * Whoever comes to a database without a token gets an identity, told in the answer's headers.
 * @param {Caller | undefined} caller
 * @param {KeyPair} keys
 * @param {Answer} answer
 * @returns {Caller}
 */
export function namedCaller(caller, keys, answer) {
  const named = caller ?? mint(keys);
  answer.setHeader("spacetime-identity", named.identity);
  answer.setHeader("spacetime-identity-token", named.token);
  return named;
}
