import { existsSync } from "node:fs";
import { join } from "node:path";
import { installPackages } from "../../lib/launch/apt-install.mjs";
import { describeError } from "../../lib/launch/launch-error.mjs";
import { findOnPath, readMachine } from "../../lib/launch/machine.mjs";
import { lastLines, runCommand } from "../../lib/launch/run-command.mjs";

const VERSION_TIMEOUT_MS = 30_000;
const DOWNLOAD_TIMEOUT_MS = 240_000;
const INSTALLED_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * A Chromium that starts: the one that is named, an installed one, Playwright's own, the distribution's package.
 * @param {{ root: string, env: import("../../lib/launch/run-command.mjs").Environment,
 *   terminal: import("../../lib/launch/terminal.mjs").Terminal }} options
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function setUpChromium({ root, env, terminal }) {
  const named = env.PLAYWRIGHT_CHROMIUM;
  if (named) {
    return (await starts(named))
      ? { path: named }
      : { reason: `PLAYWRIGHT_CHROMIUM is ${named}, which does not start` };
  }
  const installed = await findInstalled();
  if (installed !== undefined) return { path: installed };
  const own = await playwrightPath();
  if (await starts(own)) return { path: own };
  const machine = await readMachine();
  const isKnown = machine.distribution.id !== "other";
  const command = join(root, "node_modules", "playwright", "cli.js");
  const download = await terminal.step(
    "Downloading Playwright's Chromium",
    () =>
      runCommand(
        process.execPath,
        [command, "install", ...(machine.isRoot && isKnown ? ["--with-deps"] : []), "chromium"],
        { cwd: root, timeoutMs: DOWNLOAD_TIMEOUT_MS },
      ),
    ({ code }) => code === 0,
  );
  if (await starts(own)) return { path: own };
  const downloadFailure = `Playwright's Chromium could not be had: ${lastLines(download, 3)}`;
  // Ubuntu's package is a stub for a snap, which a container cannot install.
  if (machine.distribution.id !== "debian" || !machine.isRoot) return { reason: downloadFailure };
  const failure = await installPackages(["chromium"], terminal).then(() => "", describeError);
  const packaged = await findInstalled();
  return packaged === undefined ? { reason: `${downloadFailure}\n${failure}` } : { path: packaged };
}

async function findInstalled() {
  for (const name of INSTALLED_NAMES) {
    const path = findOnPath(name);
    if (path !== undefined && (await starts(path))) return path;
  }
  return undefined;
}

async function playwrightPath() {
  const { chromium } = await import("playwright");
  return chromium.executablePath();
}

/**
 * Asking for the version finds stubs and missing libraries, not just missing files.
 * @param {string} path
 */
async function starts(path) {
  if (!existsSync(path)) return false;
  const outcome = await runCommand(path, ["--version"], { timeoutMs: VERSION_TIMEOUT_MS });
  return outcome.code === 0 && /chrom/i.test(outcome.stdout);
}
