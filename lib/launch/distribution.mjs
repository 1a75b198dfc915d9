/**
 * The system that we run on, as far as its packages matter.
 * @typedef {{ id: "debian" | "ubuntu", codename: string, major: number } | { id: "other", name: string }} Distribution
 */

/**
 * Reads the text of /etc/os-release (freedesktop.org, os-release(5)). Derivatives count as what they are like
 * only when they name it in ID: their package names are not known to be the same.
 * @param {string} text
 * @returns {Distribution}
 */
export function parseDistribution(text) {
  /** @type {Map<string, string>} */
  const fields = new Map();
  for (const line of text.split("\n")) {
    const match = /^([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|(.*))$/.exec(line.trim());
    if (match?.[1] !== undefined) fields.set(match[1], match[2] ?? match[3] ?? match[4] ?? "");
  }
  const id = fields.get("ID");
  if (id === "debian" || id === "ubuntu") {
    return {
      id,
      codename: fields.get("VERSION_CODENAME") ?? "",
      major: Number.parseInt(fields.get("VERSION_ID") ?? "", 10) || 0,
    };
  }
  return { id: "other", name: fields.get("PRETTY_NAME") ?? id ?? "this system" };
}

/**
 * The distribution's packages that bring a Docker Engine. Debian 13's docker.io only recommends the command and
 * the plugins; Debian 12's brings the command, and its Compose is the old Python one (`needsNewerCompose`).
 * @param {Distribution} distribution
 * @returns {string[]} empty where we do not know the names
 */
export function enginePackages(distribution) {
  if (distribution.id === "ubuntu") return ["docker.io", "docker-buildx", "docker-compose-v2"];
  if (distribution.id === "debian" && distribution.major === 12) return ["docker.io", "iptables"];
  if (distribution.id === "debian")
    return ["docker.io", "docker-cli", "docker-buildx", "docker-compose", "iptables"];
  return [];
}

/**
 * The packages that bring Compose v2 alone, for a machine with an engine of another origin.
 * @param {Distribution} distribution
 * @returns {string[]}
 */
export function composePackages(distribution) {
  if (distribution.id === "ubuntu") return ["docker-compose-v2"];
  if (distribution.id === "debian" && distribution.major >= 13) return ["docker-compose"];
  return [];
}

/**
 * Debian 12 has Compose 1 only; the next release's package is one file that runs here (it needs libc6 >= 2.34).
 * @param {Distribution} distribution
 * @returns {boolean}
 */
export function needsNewerCompose(distribution) {
  return distribution.id === "debian" && distribution.major === 12;
}

/** What a native package needs when no prebuilt file of it can be had. */
export const COMPILER_PACKAGES = ["python3", "make", "g++"];
