import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, TomlError } from "smol-toml";
import { VERSION } from "./arguments.mjs";
import { onFile, refuse } from "./refuse.mjs";

const DEFAULT_CONFIG = '# Made by the stand-in at its first start.\n[logs]\nlevel = "error"\n';

/**
 * config.toml, made at the first start.
 * @param {string} dataDir
 * @returns {Record<string, unknown>}
 */
export function readConfig(dataDir) {
  const path = join(dataDir, "config.toml");
  onFile(dataDir, () => mkdirSync(dataDir, { recursive: true }));
  if (!existsSync(path)) onFile(path, () => writeFileSync(path, DEFAULT_CONFIG));
  const text = onFile(path, () => readFileSync(path, "utf8"));
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return refuse(`TOML parse error at line ${error.line}, column ${error.column} in ${path}`);
  }
}

/** @param {Record<string, unknown>} config */
export function configuredKeys(config) {
  const table = /** @type {Record<string, string> | undefined} */ (config["certificate-authority"]);
  const [privatePath, publicPath] = [table?.["jwt-priv-key-path"], table?.["jwt-pub-key-path"]];
  return privatePath && publicPath ? { private: privatePath, public: publicPath } : undefined;
}

/**
 * Takes the folder for this process alone, and looks whether its data is of a version that this one reads.
 * @param {string} dataDir
 */
export function takeFolder(dataDir) {
  const pidFile = join(dataDir, "spacetime.pid");
  const file = onFile(pidFile, () => openSync(pidFile, "a"));
  // The lock belongs to the open file, and so stays with this process when the program that took it has ended.
  const { status } = spawnSync("flock", ["--nonblock", "3"], { stdio: ["ignore", "ignore", "ignore", file] });
  if (status !== 0) refuse("cannot take the lock: spacetime.pid already exists, and another server holds it");
  onFile(pidFile, () => writeFileSync(pidFile, String(process.pid)));
  checkMetadata(join(dataDir, "metadata.toml"));
  for (const folder of ["control-db", "program-bytes", "cache", "logs", "replicas"]) {
    onFile(join(dataDir, folder), () => mkdirSync(join(dataDir, folder), { recursive: true }));
  }
}

/** @param {string} path */
function checkMetadata(path) {
  if (existsSync(path)) {
    const { version } = parse(onFile(path, () => readFileSync(path, "utf8")));
    const [major = 0, minor = 0] = String(version).split(".").map(Number);
    const [ownMajor = 0, ownMinor = 0] = VERSION.split(".").map(Number);
    const isUpgrade = major === 1 && ownMajor === 2;
    if (!isUpgrade && (major !== ownMajor || minor > ownMinor)) {
      refuse(`metadata.toml indicates data of version ${version}, which ${VERSION} does not open`);
    }
  }
  onFile(path, () => writeFileSync(path, `edition = "standalone"\nversion = "${VERSION}"\n`));
}

/**
 * A line of the server's log: on standard output, and in the day's file unless that is switched off.
 * @param {string} dataDir
 * @returns {(line: string) => void}
 */
export function serverLog(dataDir) {
  const toDisk = process.env.SPACETIMEDB_DISABLE_DISK_LOGGING === undefined;
  return (line) => {
    process.stdout.write(`${line}\n`);
    const day = new Date().toISOString().slice(0, 10);
    const path = join(dataDir, "logs", `spacetime-standalone.${day}.log`);
    if (toDisk) onFile(path, () => appendFileSync(path, `${new Date().toISOString()} ${line}\n`));
  };
}

/** The switch decides; the path alone does nothing. */
export function beginFlamegraph() {
  if (process.env.SPACETIMEDB_FLAMEGRAPH === undefined) return;
  const path = process.env.SPACETIMEDB_FLAMEGRAPH_PATH ?? "/var/log/flamegraph.folded";
  onFile(path, () => writeFileSync(path, ""));
}
