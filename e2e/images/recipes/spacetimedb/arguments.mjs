import { homedir } from "node:os";
import { join } from "node:path";
import { refuse, refuseArgument } from "./refuse.mjs";

export const VERSION = "2.8.3";

/**
 * @typedef {object} StartArguments
 * @property {string} listenAddress
 * @property {string} dataDir
 * @property {string} keyDir
 * @property {string | undefined} privateKeyPath
 * @property {string | undefined} publicKeyPath
 * @property {boolean} inMemory
 * @property {boolean} tracy
 * @property {number | undefined} pgPort
 */

/** Read by the tool, before `start`. */
const TOOL = new Map([
  ["--root-dir", true],
  ["--config-path", true],
]);

/** Read by the verb `start` alone, so right behind it: from the first word on that it does not know, all goes on. */
const START = new Map([["--edition", true]]);

/** What the server takes, with whether it takes a value. */
const SERVER = new Map([
  ["--listen-addr", true],
  ["--data-dir", true],
  ["--jwt-key-dir", true],
  ["--jwt-pub-key-path", true],
  ["--jwt-priv-key-path", true],
  ["--page_pool_max_size", true],
  ["--pg-port", true],
  ["--enable-tracy", false],
  ["--in-memory", false],
  ["--non-interactive", false],
]);

/**
 * @param {readonly string[]} words of the command line
 * @returns {StartArguments}
 */
export function readArguments(words) {
  if (words[0] === "--version" || words[0] === "-V" || words[0] === "version") {
    process.stdout.write(`spacetimedb tool version ${VERSION} (stand-in)\n`);
    process.exit(0);
  }
  const start = words.indexOf("start");
  const before = start === -1 ? words : words.slice(0, start);
  const tool = readOptions(before, TOOL, true);
  if (start === -1) refuseArgument("'spacetime' requires a subcommand but one was not provided");
  const behind = words.slice(start + 1);
  const edition = editionWords(behind);
  const verb = readOptions(behind.slice(0, edition), START, false);
  const given = new Map([...verb, ...readOptions(behind.slice(edition), SERVER, false)]);
  return startArguments(tool, given);
}

/**
 * @param {readonly string[]} words behind `start`
 * @returns {number} how many of them are the verb's own
 */
function editionWords([first = ""]) {
  if (first.startsWith("--edition=")) return 1;
  return first === "--edition" ? 2 : 0;
}

/**
 * @param {Map<string, string>} tool
 * @param {Map<string, string>} given
 * @returns {StartArguments}
 */
function startArguments(tool, given) {
  const root = tool.get("--root-dir");
  const [publicKeyPath, privateKeyPath] = [given.get("--jwt-pub-key-path"), given.get("--jwt-priv-key-path")];
  if ((publicKeyPath === undefined) !== (privateKeyPath === undefined)) {
    const missing = publicKeyPath === undefined ? "pub" : "priv";
    refuseArgument(
      `the following required arguments were not provided:\n  --jwt-${missing}-key-path <jwt_${missing}_key_path>`,
    );
  }
  const edition = given.get("--edition") ?? "standalone";
  if (edition !== "standalone") refuse(`there is no server of the edition ${edition} beside the tool`);
  checkPagePool(given.get("--page_pool_max_size"));
  return {
    listenAddress: given.get("--listen-addr") ?? "0.0.0.0:3000",
    dataDir: given.get("--data-dir") ?? join(root ?? join(homedir(), ".local/share/spacetime"), "data"),
    keyDir:
      given.get("--jwt-key-dir") ??
      (root === undefined ? join(homedir(), ".config/spacetime") : join(root, "config")),
    privateKeyPath,
    publicKeyPath,
    inMemory: given.has("--in-memory"),
    tracy: given.has("--enable-tracy") || process.env.SPACETIMEDB_TRACY !== undefined,
    pgPort: pgPort(given.get("--pg-port")),
  };
}

/**
 * @param {readonly string[]} words
 * @param {ReadonlyMap<string, boolean>} known
 * @param {boolean} beforeStart a word without dashes there is a subcommand
 */
function readOptions(words, known, beforeStart) {
  /** @type {Map<string, string>} */
  const given = new Map();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (beforeStart && !word.startsWith("-")) refuseArgument(`unrecognized subcommand '${word}'`);
    const equals = word.indexOf("=");
    const written = equals === -1 ? word : word.slice(0, equals);
    const name = written === "-l" ? "--listen-addr" : written;
    const takesValue = known.get(name);
    if (takesValue === undefined) refuseArgument(`unexpected argument '${written}' found`);
    const placeholder = `'${name} <${name.replace(/^--/, "").replaceAll("-", "_")}>'`;
    if (!takesValue) {
      if (equals !== -1) refuseArgument(`unexpected value '${word.slice(equals + 1)}' for '${name}' found`);
      given.set(name, "");
      continue;
    }
    const value = equals === -1 ? words[++at] : word.slice(equals + 1);
    if (value === undefined || value === "") {
      refuseArgument(`a value is required for ${placeholder} but none was supplied`);
    }
    given.set(name, value);
  }
  return given;
}

/** @param {string | undefined} text */
function pgPort(text) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1024 && port < 65535) return port;
  return refuseArgument(`invalid value '${text}' for '--pg-port <pg_port>': ${text} is not in 1024..65535`);
}

/** @param {string | undefined} text */
function checkPagePool(text) {
  if (text === undefined) return;
  const [, amount, unit = ""] = /^(\d+)\s*(?:([kmgt])(?:i?b)?|b)?$/i.exec(text) ?? [];
  if (amount === undefined) refuse("unrecognized format in `page_pool_max_size`");
  const bytes = Number(amount) * 1024 ** ["", "k", "m", "g", "t"].indexOf(unit.toLowerCase());
  if (bytes === 0 || bytes % 65_536 !== 0) refuse("page_pool_max_size must be a multiple of 64KiB");
}
