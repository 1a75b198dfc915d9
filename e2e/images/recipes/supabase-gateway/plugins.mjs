import { BLANK_CLEARER } from "./plugin-config.mjs";
import { template } from "./template.mjs";

/**
 * @typedef {import("./declaration.mjs").Declaration} Declaration
 * @typedef {{ status: number, body: string, headers: Record<string, string> }} Answer
 * @typedef {object} Passing a request on its way through the plugins; they change it
 * @property {string} method
 * @property {Record<string, string>} headers names in lower case
 * @property {URLSearchParams} query
 * @property {Record<string, string>} responseHeaders
 * @property {string} [consumer]
 * @typedef {(request: Passing, config: Record<string, unknown>, declaration: Declaration) => Answer | undefined} Run
 */

/** In the order in which Kong runs them, by its own priorities: 2000, 1250, 1100, 950, 801, 2, -1000. */
/** @type {readonly (readonly [string, Run])[]} */
const ORDER = [
  ["cors", cors],
  ["key-auth", keyAuth],
  ["basic-auth", basicAuth],
  ["acl", acl],
  ["request-transformer", requestTransformer],
  ["request-termination", requestTermination],
  ["post-function", postFunction],
];

/**
 * @param {Passing} request
 * @param {readonly import("./declaration.mjs").Plugin[]} plugins
 * @param {Declaration} declaration
 * @returns {Answer | undefined} where a plugin answers instead of the service
 */
export function runPlugins(request, plugins, declaration) {
  // Nobody but the gateway says who the consumer is.
  for (const name of Object.keys(request.headers)) {
    if (/^x-(consumer|credential|anonymous)/.test(name)) delete request.headers[name];
  }
  for (const [name, run] of ORDER) {
    const plugin = plugins.find((each) => each.name === name);
    const answer = plugin && run(request, plugin.config, declaration);
    if (answer) return answer;
  }
  return undefined;
}

/**
 * @param {number} status
 * @param {string} message
 * @param {Record<string, string>} [headers]
 * @returns {Answer}
 */
export function saying(status, message, headers = {}) {
  return {
    status,
    body: JSON.stringify({ message }),
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  };
}

/** @type {Run} */
function cors({ method, headers, responseHeaders }) {
  responseHeaders["access-control-allow-origin"] = "*";
  const asked = headers["access-control-request-headers"];
  if (method !== "OPTIONS" || !headers.origin || !headers["access-control-request-method"]) return undefined;
  return {
    status: 200,
    body: "",
    headers: {
      "access-control-allow-methods": "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT",
      ...(asked && { "access-control-allow-headers": asked }),
    },
  };
}

/** @type {Run} */
function keyAuth(request, { hide_credentials: hide }, { consumerOfKey }) {
  const challenge = { "www-authenticate": "Key" };
  const values = request.query.getAll("apikey");
  if (request.headers.apikey === undefined && values.length > 1) {
    return saying(401, "Duplicate API key found", challenge);
  }
  const key = request.headers.apikey ?? values[0];
  if (!key) return saying(401, "No API key found in request", challenge);
  request.consumer = consumerOfKey.get(key);
  if (request.consumer === undefined) return saying(401, "Unauthorized", challenge);
  if (hide === true) {
    delete request.headers.apikey;
    request.query.delete("apikey");
  }
  request.headers["x-consumer-username"] = request.consumer;
  return undefined;
}

/** @type {Run} */
function basicAuth(request, { hide_credentials: hide }, { consumerOfLogin }) {
  const challenge = { "www-authenticate": 'Basic realm="service"' };
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (encoded === undefined) return saying(401, "Unauthorized", challenge);
  request.consumer = consumerOfLogin.get(Buffer.from(encoded, "base64").toString("utf8"));
  if (request.consumer === undefined) return saying(401, "Unauthorized", challenge);
  if (hide === true) delete request.headers.authorization;
  request.headers["x-consumer-username"] = request.consumer;
  return undefined;
}

/** @type {Run} */
function acl({ consumer }, { allow }, { groupsOf }) {
  if (consumer === undefined) return saying(401, "Unauthorized");
  const groups = groupsOf.get(consumer) ?? [];
  const allowed = texts(allow).some((group) => groups.includes(group));
  return allowed ? undefined : saying(403, "You cannot consume this service");
}

/** @type {Run} */
function requestTransformer(request, { remove, replace, add }) {
  // Templates see the request as it came to this plugin.
  const names = {
    headers: { ...request.headers },
    query_params: Object.fromEntries(request.query),
  };
  /** @param {string} entry */
  const filled = (entry) => {
    const colon = entry.indexOf(":");
    return { name: entry.slice(0, colon), value: template(entry.slice(colon + 1))(names) };
  };
  for (const name of of(remove, "headers")) delete request.headers[name.toLowerCase()];
  for (const { name, value } of of(replace, "headers").map(filled)) {
    if (request.headers[name.toLowerCase()] !== undefined) request.headers[name.toLowerCase()] = value;
  }
  for (const { name, value } of of(add, "headers").map(filled)) request.headers[name.toLowerCase()] ??= value;
  for (const { name, value } of of(replace, "querystring").map(filled)) {
    if (request.query.has(name)) request.query.set(name, value);
  }
  return undefined;
}

/** @type {Run} */
function requestTermination(_request, { status_code: status, message }) {
  return saying(
    typeof status === "number" ? status : 503,
    typeof message === "string" ? message : "Service unavailable",
  );
}

/** @type {Run} */
function postFunction({ headers }, { access }) {
  for (const code of texts(access)) {
    const [, name = ""] = BLANK_CLEARER.exec(code) ?? [];
    if ((headers[name.toLowerCase()] ?? "").trim() === "") delete headers[name.toLowerCase()];
  }
  return undefined;
}

/**
 * @param {unknown} section
 * @param {string} name
 */
function of(section, name) {
  return typeof section === "object" && section !== null ? texts(Reflect.get(section, name)) : [];
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function texts(value) {
  return Array.isArray(value) ? value : [];
}
