import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installPackages } from "./apt-install.mjs";
import { COMPILER_PACKAGES, enginePackages } from "./distribution.mjs";
import { hashOf, lacksCompiler, recordFitsLock } from "./installed-packages.mjs";
import { LaunchError } from "./launch-error.mjs";
import { readMachine } from "./machine.mjs";
import { endsNode, NATIVE_FILE } from "./native-file.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

/** @typedef {import("./terminal.mjs").Terminal} Terminal */

const INSTALL_TIMEOUT_MS = 20 * 60_000;

/**
 * Installs the locked packages unless they are there, and again when the database's native file is one that ends this
 * Node: it may come from another Node of the same line, and be had for this one.
 * @param {string} root
 * @param {Terminal} terminal
 * @param {string} [version] of Node
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {LaunchError}
 */
export async function installDependencies(root, terminal, version = process.versions.node) {
  const lock = await readFile(join(root, "package-lock.json"), "utf8");
  const recordPath = join(root, "node_modules", ".slipway-lock-hash");
  const hash = hashOf(lock);
  const nativePath = join(root, NATIVE_FILE);
  const usable = existsSync(nativePath) && !(await endsNode(nativePath, version));
  if (usable && (await readFile(recordPath, "utf8").catch(() => "")) === hash) return false;
  const npmRecord = await readFile(join(root, "node_modules", ".package-lock.json"), "utf8").catch(() => "");
  if (usable && recordFitsLock(lock, npmRecord)) {
    await writeFile(recordPath, hash);
    return false;
  }
  const first = await terminal.step("Installing packages (npm ci, a minute or two)", () => runInstall(root));
  if (first.code !== 0) await installAgain(root, terminal, first);
  if (await endsNode(nativePath, version)) throw nativeFileEndsNode(version);
  await writeFile(recordPath, hash);
  return true;
}

/** @param {string} version of Node */
function nativeFileEndsNode(version) {
  return new LaunchError(
    `better-sqlite3 was compiled here with headers of Node ${version}, with which it ends the panel when memory is collected.`,
    {
      evidence: `${NATIVE_FILE} calls node::RemoveEnvironmentCleanupHook (nodejs/node#65446).`,
      fix: "Run the command again with Node 24.18 or Node 22, or where the prebuilt file can be downloaded from GitHub.",
    },
  );
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
