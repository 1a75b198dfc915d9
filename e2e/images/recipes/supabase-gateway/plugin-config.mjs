import { template } from "./template.mjs";

/**
 * The configuration keys that the gateway's file may use, by plugin; all of them are Kong's own. Another one is refused:
 * it would be ignored in here, and a test would pass for the wrong reason.
 *
 * @typedef {(value: unknown) => string | undefined} Check what is wrong, or undefined
 */

/** @type {Check} */
const aBoolean = (value) => (typeof value === "boolean" ? undefined : "must be true or false");
/** @type {Check} */
const someText = (value) => (typeof value === "string" && value !== "" ? undefined : "must be a text");
/** @type {Check} */
const aStatus = (value) =>
  Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 599 ? undefined : "must be a status";
/** @type {Check} */
const someTexts = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string" && each !== "")
    ? undefined
    : "must be a list of texts";
/** @type {Check} */
const alwaysTrue = (value) => (value === true ? undefined : "must be true: these headers are not made here");

/** `Name:value`, as request-transformer wants it, where the value is a template that can be read. */
/** @type {Check} */
const namedTemplates = (value) => {
  if (someTexts(value) !== undefined) return someTexts(value);
  for (const entry of /** @type {string[]} */ (value)) {
    const [, text] = /^[A-Za-z0-9_-]+:(.+)$/s.exec(entry) ?? [];
    if (text === undefined) return `must have entries of the form name:value, not ${entry}`;
    try {
      template(text);
    } catch (error) {
      return `has a template that cannot be read: ${error instanceof Error ? error.message : error}`;
    }
  }
  return undefined;
};

/** @type {Check} */
const blankClearers = (value) => {
  if (someTexts(value) !== undefined) return someTexts(value);
  const unknown = /** @type {string[]} */ (value).find((code) => !BLANK_CLEARER.test(code));
  return unknown === undefined ? undefined : `has Lua code that is not known here: ${unknown}`;
};

/** The one function that the file has: a header that came out blank is taken away. */
export const BLANK_CLEARER =
  /^if not \(kong\.request\.get_header\("([\w-]+)"\) or ""\):find\("%S"\) then kong\.service\.request\.clear_header\("\1"\) end$/;

/** @param {Readonly<Record<string, Check>>} checks */
function entriesOf(checks) {
  /** @type {Check} */
  return (value) => {
    if (!isRecord(value)) return "must be a map";
    for (const [name, each] of Object.entries(value)) {
      const problem = checks[name] === undefined ? "is not known here" : checks[name](each);
      if (problem !== undefined) return `${name} ${problem}`;
    }
    return undefined;
  };
}

/** @type {Readonly<Record<string, Readonly<Record<string, Check>>>>} */
const PLUGINS = {
  cors: {},
  "key-auth": { hide_credentials: aBoolean },
  "basic-auth": { hide_credentials: aBoolean },
  acl: { allow: someTexts, hide_groups_header: alwaysTrue },
  "request-termination": { status_code: aStatus, message: someText },
  "request-transformer": {
    remove: entriesOf({ headers: someTexts }),
    replace: entriesOf({ headers: namedTemplates, querystring: namedTemplates }),
    add: entriesOf({ headers: namedTemplates }),
  },
  "post-function": { access: blankClearers },
};

/** Without these Kong refuses the plugin. */
/** @type {Readonly<Record<string, readonly string[]>>} */
const REQUIRED = { acl: ["allow"] };

/**
 * @param {string} plugin
 * @param {unknown} config
 * @returns {string | undefined} what is wrong
 */
export function pluginProblem(plugin, config) {
  const checks = PLUGINS[plugin];
  if (checks === undefined) return `the plugin ${plugin} is not known here`;
  const given = config ?? {};
  const problem = entriesOf(checks)(given);
  if (problem !== undefined) return `the plugin ${plugin}: ${problem}`;
  const missing = (REQUIRED[plugin] ?? []).find((name) => !isRecord(given) || given[name] === undefined);
  return missing === undefined ? undefined : `the plugin ${plugin} needs ${missing}`;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
