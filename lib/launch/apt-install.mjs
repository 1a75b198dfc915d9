import { LaunchError } from "./launch-error.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

const APT_TIMEOUT_MS = 15 * 60_000;

/** Another apt (unattended upgrades right after a boot) holds the lock for a while. Seconds. */
const LOCK_WAIT_S = 180;

/**
 * Installs distribution packages as root. apt's own output is shown only when it fails.
 * @param {readonly string[]} packages
 * @param {import("./terminal.mjs").Terminal} terminal
 * @throws {LaunchError}
 */
export async function installPackages(packages, terminal) {
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: "noninteractive",
    // Ubuntu's needrestart asks questions, or restarts services, at the end of every install.
    NEEDRESTART_SUSPEND: "1",
  };
  const lock = ["-o", `DPkg::Lock::Timeout=${LOCK_WAIT_S}`];
  await terminal.step("Reading the package lists", async () => {
    const update = await runCommand("apt-get", [...lock, "update"], { env, timeoutMs: APT_TIMEOUT_MS });
    // A third party's broken source fails the update; what we want may be in the lists all the same.
    if (update.code !== 0) terminal.warn(`apt-get update said:\n${lastLines(update, 5)}`);
  });
  await terminal.step(`Installing ${packages.join(" ")}`, async () => {
    const args = [...lock, "install", "-y", "--no-install-recommends", ...packages];
    const install = await runCommand("apt-get", args, { env, timeoutMs: APT_TIMEOUT_MS });
    if (install.code === 0) return;
    throw new LaunchError(`The packages ${packages.join(", ")} could not be installed.`, {
      evidence: lastLines(install),
      fix: `Type: apt-get install ${packages.join(" ")}, and see what it says.`,
    });
  });
}
