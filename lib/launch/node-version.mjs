/** The same range as `engines` in package.json: Prisma's, which is the narrowest of our packages. */
export const NODE_RANGE = "^20.19 || ^22.12 || >=24";

/**
 * @param {string} version of process.versions.node, e.g. "20.19.1"
 * @returns {boolean}
 */
export function nodeIsSupported(version) {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major >= 24;
}

/**
 * Says what to do and ends the process on a Node that cannot run Slipway. Everything else of the launcher is
 * imported after this, so that an old Node meets this text before syntax that it does not know.
 */
export function requireSupportedNode() {
  const version = process.versions.node;
  if (nodeIsSupported(version)) return;
  process.stderr.write(
    `Slipway needs Node ${NODE_RANGE}; this is Node ${version}.\nInstall Node 24, then run the command again.\n`,
  );
  process.exit(1);
}
