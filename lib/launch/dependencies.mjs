import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installPackages } from "./apt-install.mjs";
import { COMPILER_PACKAGES, enginePackages } from "./distribution.mjs";
import { hashOf, lacksCompiler, recordFitsLock } from "./installed-packages.mjs";
import { LaunchError } from "./launch-error.mjs";
import { readMachine } from "./machine.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

/** @typedef {import("./terminal.mjs").Terminal} Terminal */

const INSTALL_TIMEOUT_MS = 20 * 60_000;

/** The one file that a broken or script-less install lacks: better-sqlite3 is compiled or downloaded by its script. */
const NATIVE_FILE = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";

/**
 * Installs the locked packages unless they are there.
 * @param {string} root
 * @param {Terminal} terminal
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {LaunchError}
 */
export async function installDependencies(root, terminal) {
  const lock = await readFile(join(root, "package-lock.json"), "utf8");
  const recordPath = join(root, "node_modules", ".slipway-lock-hash");
  const hash = hashOf(lock);
  const nativeFile = existsSync(join(root, NATIVE_FILE));
  if (nativeFile && (await readFile(recordPath, "utf8").catch(() => "")) === hash) return false;
  const npmRecord = await readFile(join(root, "node_modules", ".package-lock.json"), "utf8").catch(() => "");
  if (nativeFile && recordFitsLock(lock, npmRecord)) {
    await writeFile(recordPath, hash);
    return false;
  }
  const first = await terminal.step("Installing packages (npm ci, a minute or two)", () => runInstall(root));
  if (first.code !== 0) await installAgain(root, terminal, first);
  await writeFile(recordPath, hash);
  return true;
}

/**
 * A second try, with a compiler, where the first failed for want of one and we may install it.
 * @param {string} root
 * @param {Terminal} terminal
 * @param {import("./run-command.mjs").Outcome} failed
 */
async function installAgain(root, terminal, failed) {
  const output = `${failed.stdout}\n${failed.stderr}`;
  if (!lacksCompiler(output)) {
    throw new LaunchError("The packages could not be installed (npm ci failed).", {
      evidence: lastLines(failed),
      fix: "Check that this machine reaches the npm registry, then run the command again.",
    });
  }
  const { distribution, isRoot } = await readMachine();
  const command = `apt-get install ${COMPILER_PACKAGES.join(" ")}`;
  const failure = new LaunchError(
    "better-sqlite3 has no prebuilt file for this machine and could not be compiled.",
    {
      evidence: lastLines(failed),
      fix: `Compiling needs python3, make and a C++ compiler. On Debian and Ubuntu type: ${isRoot ? "" : "sudo "}${command}`,
    },
  );
  // Where we know the engine's packages we know the compiler's: both are the distribution's own names.
  if (!isRoot || enginePackages(distribution).length === 0) throw failure;
  terminal.say("A native package must be compiled here, and the compiler is missing");
  await installPackages(COMPILER_PACKAGES, terminal);
  const second = await terminal.step("Installing packages again", () => runInstall(root));
  if (second.code !== 0) throw failure;
}

/** @param {string} root */
function runInstall(root) {
  // The build needs the types among the development packages, which NODE_ENV=production would leave out.
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const ownNpm = process.env.npm_execpath;
  const options = { cwd: root, timeoutMs: INSTALL_TIMEOUT_MS };
  return ownNpm?.endsWith(".js")
    ? runCommand(process.execPath, [ownNpm, ...args], options)
    : runCommand("npm", args, options);
}
