import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { parseDistribution } from "./distribution.mjs";

/**
 * What the machine allows us to do about a missing engine.
 * @typedef {object} Machine
 * @property {import("./distribution.mjs").Distribution} distribution
 * @property {boolean} isRoot
 * @property {boolean} hasSystemd whether systemd runs, not whether it is installed
 * @property {boolean} inContainer
 * @property {string | undefined} dockerd path of the daemon
 */

/** @returns {Promise<Machine>} */
export async function readMachine() {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return {
    distribution: parseDistribution(release),
    isRoot: process.getuid?.() === 0,
    // The test of sd_booted(3).
    hasSystemd: existsSync("/run/systemd/system"),
    inContainer:
      existsSync("/.dockerenv") || existsSync("/run/.containerenv") || process.env.container !== undefined,
    dockerd: findOnPath("dockerd", ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"]),
  };
}

/**
 * @param {string} program
 * @param {readonly string[]} [alsoIn] folders that a bare PATH may lack
 * @returns {string | undefined}
 */
export function findOnPath(program, alsoIn = []) {
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== ""), ...alsoIn];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}
