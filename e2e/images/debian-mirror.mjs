import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** @typedef {{ uri: string, suites: string[], components: string[] }} PackageSource */

/**
 * Sources in the old form, one a line.
 * @param {string} text
 * @returns {PackageSource[]}
 */
export function parseListFile(text) {
  /** @type {PackageSource[]} */
  const sources = [];
  for (const line of text.split("\n")) {
    const words = line
      .replace(/#.*/, "")
      .replace(/\[[^\]]*\]/, "")
      .trim()
      .split(/\s+/);
    const [type, uri, suite, ...components] = words;
    if (type === "deb" && uri && suite) sources.push({ uri, suites: [suite], components });
  }
  return sources;
}

/**
 * Sources in the newer form, one a paragraph.
 * @param {string} text
 * @returns {PackageSource[]}
 */
export function parseSourcesFile(text) {
  /** @type {PackageSource[]} */
  const sources = [];
  for (const paragraph of text.split(/\n\s*\n/)) {
    const lines = paragraph.split("\n").filter((line) => !line.startsWith("#"));
    /** @param {string} field */
    const words = (field) => {
      const line = lines.find((each) => each.toLowerCase().startsWith(`${field}:`)) ?? "";
      return line
        .slice(field.length + 1)
        .trim()
        .split(/\s+/)
        .filter(Boolean);
    };
    if (words("enabled")[0] === "no" || !words("types").includes("deb")) continue;
    for (const uri of words("uris")) {
      sources.push({ uri, suites: words("suites"), components: words("components") });
    }
  }
  return sources;
}

/**
 * The archive from which this machine has its own release: it carries the other releases too.
 * @param {readonly PackageSource[]} sources
 * @param {string} codename of the machine's release
 * @returns {string | undefined}
 */
export function archiveOf(sources, codename) {
  return sources.find(
    ({ uri, suites, components }) =>
      /^https?:/.test(uri) && suites.includes(codename) && components.includes("main"),
  )?.uri;
}

/**
 * @param {string} [etc]
 * @returns {Promise<string | undefined>} undefined on machines other than Debian: debootstrap then takes its own
 */
export async function machineDebianMirror(etc = "/etc") {
  const release = await readFile(join(etc, "os-release"), "utf8").catch(() => "");
  const codename = /^VERSION_CODENAME="?([a-z]+)/m.exec(release)?.[1];
  if (!/^ID="?debian"?$/m.test(release) || !codename) return undefined;
  const parts = join(etc, "apt/sources.list.d");
  const files = [
    join(etc, "apt/sources.list"),
    ...(await readdir(parts).catch(() => [])).map((file) => join(parts, file)),
  ];
  /** @type {PackageSource[]} */
  const sources = [];
  for (const file of files) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (file.endsWith(".list")) sources.push(...parseListFile(text));
    if (file.endsWith(".sources")) sources.push(...parseSourcesFile(text));
  }
  return archiveOf(sources, codename);
}
