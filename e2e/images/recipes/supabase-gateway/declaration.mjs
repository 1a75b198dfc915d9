import { parse } from "yaml";
import { isRecord, pluginProblem } from "./plugin-config.mjs";

/**
 * @typedef {{ name: string, config: Record<string, unknown> }} Plugin
 * @typedef {{ name: string, url: URL, path: string, plugins: Plugin[], readTimeoutMs: number }} Route
 * @typedef {object} Declaration
 * @property {Route[]} routes
 * @property {Map<string, string>} consumerOfKey
 * @property {Map<string, string>} consumerOfLogin by `name:password`
 * @property {Map<string, string[]>} groupsOf consumer
 */

/** Kong's own value. */
const READ_TIMEOUT_MS = 60_000;
const NAME = /^[A-Za-z0-9._~-]+$/;
/** RFC 3986, without empty segments. */
const PREFIX = /^\/(?:[A-Za-z0-9._~!$&'()*+,;=:@%-]+\/?)*$/;

/**
 * Reads Kong's declarative file (format 3.0) as strictly as Kong does, and more strictly in what this stand-in does not
 * play: nothing is ignored.
 *
 * @param {string} text
 * @returns {Declaration}
 */
export function readDeclaration(text) {
  // Kong's reader knows YAML 1.1: there, a bare `yes` is no text.
  const file = record(parse(text, { version: "1.1", uniqueKeys: true }), "the file");
  onlyKeys(file, ["_format_version", "consumers", "acls", "basicauth_credentials", "services"], "the file");
  if (file._format_version !== "3.0") throw new Error("_format_version must be '3.0', in quotes");
  const consumers = list(file.consumers, "consumers").map((each) => record(each, "a consumer"));
  const names = unique(
    consumers.map((each) => string(each.username, "a consumer's username")),
    "consumer",
  );
  const consumerOfKey = keysOf(consumers);
  const consumerOfLogin = loginsOf(list(file.basicauth_credentials, "basicauth_credentials"), names);
  const groupsOf = groups(list(file.acls, "acls"), names);
  const services = list(file.services, "services").map((each) => record(each, "a service"));
  unique(
    services.map(({ name }) => nameOf(name, "a service")),
    "service",
  );
  const routes = services.flatMap(routesOf);
  unique(
    routes.map(({ name }) => name),
    "route",
  );
  unique(
    routes.map(({ path }) => path),
    "path",
  );
  if (routes.length === 0) throw new Error("the file has no route");
  return { routes, consumerOfKey, consumerOfLogin, groupsOf };
}

/** @param {Record<string, unknown>[]} consumers */
function keysOf(consumers) {
  /** @type {Map<string, string>} */
  const consumerOfKey = new Map();
  for (const { username, ...rest } of consumers) {
    const consumer = String(username);
    onlyKeys(rest, ["keyauth_credentials"], `the consumer ${consumer}`);
    for (const credential of list(rest.keyauth_credentials, `keyauth_credentials of ${consumer}`)) {
      const { key, ...more } = record(credential, `a key of ${consumer}`);
      onlyKeys(more, [], `a key of ${consumer}`);
      const text = string(key, `a key of ${consumer}`);
      if (/[@${}<>\s]/.test(text)) throw new Error(`a key of ${consumer} was never filled in`);
      if (consumerOfKey.has(text)) throw new Error(`two consumers have the same key: ${consumer} is one`);
      consumerOfKey.set(text, consumer);
    }
  }
  return consumerOfKey;
}

/**
 * @param {unknown[]} credentials
 * @param {string[]} consumers
 */
function loginsOf(credentials, consumers) {
  /** @type {Map<string, string>} */
  const consumerOfLogin = new Map();
  const users = credentials.map((each) => {
    const { consumer, username, password, ...more } = record(each, "a basic-auth credential");
    onlyKeys(more, [], "a basic-auth credential");
    const user = string(username, "username of a basic-auth credential");
    const word = string(password, `password of ${user}`);
    consumerOfLogin.set(`${user}:${word}`, known(consumer, consumers, `the credential ${user}`));
    return user;
  });
  unique(users, "basic-auth user");
  return consumerOfLogin;
}

/**
 * @param {unknown[]} acls
 * @param {string[]} consumers
 */
function groups(acls, consumers) {
  /** @type {Map<string, string[]>} */
  const groupsOf = new Map();
  for (const each of acls) {
    const { consumer, group, ...more } = record(each, "an acl");
    onlyKeys(more, [], "an acl");
    const name = known(consumer, consumers, "an acl");
    groupsOf.set(name, [...(groupsOf.get(name) ?? []), string(group, `group of ${name}`)]);
  }
  return groupsOf;
}

/**
 * @param {Record<string, unknown>} service
 * @returns {Route[]}
 */
function routesOf({ name, url, routes, plugins, read_timeout: timeout, ...more }) {
  const where = `the service ${name}`;
  onlyKeys(more, [], where);
  const target = new URL(string(url, `url of ${where}`));
  if (target.protocol !== "http:" || target.search !== "" || target.username !== "") {
    throw new Error(`url of ${where} must be plain http://, not ${url}`);
  }
  if (timeout !== undefined && !(Number.isInteger(timeout) && Number(timeout) > 0)) {
    throw new Error(`read_timeout of ${where} must be milliseconds`);
  }
  const all = list(plugins, `plugins of ${where}`).map((each) => plugin(each, where));
  unique(
    all.map((each) => each.name),
    `plugin of ${where}`,
  );
  return list(routes, `routes of ${where}`).map((each) => {
    const { name: routeName, paths, strip_path: strip, ...rest } = record(each, `a route of ${where}`);
    onlyKeys(rest, [], `a route of ${where}`);
    if (strip !== true)
      throw new Error(`strip_path of a route of ${where} must be true: nothing else is played here`);
    const [path, ...others] = list(paths, `paths of ${where}`);
    if (others.length > 0) throw new Error(`a route of ${where} has several paths: one is played here`);
    const text = string(path, `a path of ${where}`);
    if (text.startsWith("~/")) new RegExp(text.slice(1));
    else if (!PREFIX.test(text)) throw new Error(`${text} is not a path, in ${where}`);
    return {
      name: nameOf(routeName, `a route of ${where}`),
      url: target,
      path: text,
      plugins: all,
      readTimeoutMs: timeout === undefined ? READ_TIMEOUT_MS : Number(timeout),
    };
  });
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {Plugin}
 */
function plugin(value, where) {
  const { name, config, ...more } = record(value, `a plugin of ${where}`);
  onlyKeys(more, [], `a plugin of ${where}`);
  const text = string(name, `name of a plugin of ${where}`);
  const problem = pluginProblem(text, config);
  if (problem !== undefined) throw new Error(`${problem}, in ${where}`);
  return { name: text, config: isRecord(config) ? config : {} };
}

/**
 * @param {Record<string, unknown>} value
 * @param {readonly string[]} allowed
 * @param {string} where
 */
function onlyKeys(value, allowed, where) {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw new Error(`${where} has ${unknown}, which is not known here`);
}

/**
 * @param {unknown} value
 * @param {string} where
 */
function record(value, where) {
  if (!isRecord(value)) throw new Error(`${where} must be a map`);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {unknown[]}
 */
function list(value, where) {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`${where} must be a list`);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} where
 */
function string(value, where) {
  if (typeof value !== "string") throw new Error(`${where}: expected a string`);
  if (value === "") throw new Error(`${where} is empty`);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} where
 */
function nameOf(value, where) {
  const name = string(value, `name of ${where}`);
  if (!NAME.test(name)) throw new Error(`${name} is not a name, of ${where}`);
  return name;
}

/**
 * @param {unknown} value
 * @param {readonly string[]} consumers
 * @param {string} where
 */
function known(value, consumers, where) {
  const name = string(value, `consumer of ${where}`);
  if (!consumers.includes(name)) throw new Error(`${where} is of the consumer ${name}, which there is not`);
  return name;
}

/**
 * @param {string[]} values
 * @param {string} what
 */
function unique(values, what) {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw new Error(`the ${what} ${twice} is there twice`);
  return values;
}
