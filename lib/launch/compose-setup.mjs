import { join } from "node:path";
import { installPackages } from "./apt-install.mjs";
import { FETCHED_COMPOSE_PATH, fetchCompose } from "./compose-fetch.mjs";
import { findCompose, OLDEST_COMPOSE } from "./compose-find.mjs";
import { composePackages, needsNewerCompose } from "./distribution.mjs";
import { describeError } from "./launch-error.mjs";
import { readMachine } from "./machine.mjs";

/** @typedef {{ compose: import("./compose-find.mjs").Compose } | { reason: string, fix: string }} ComposeResult */

/**
 * Finds Compose, or gets it from the distribution. Fetching the one program of a newer Debian needs no root: then it
 * goes into this checkout.
 * @param {{ env: import("./run-command.mjs").Environment, root: string, terminal: import("./terminal.mjs").Terminal }} options
 * @returns {Promise<ComposeResult>}
 */
export async function setUpCompose({ env, root, terminal }) {
  const ownFolder = join(root, ".cache", "bin");
  const found = await findCompose(env, ownFolder);
  if ("compose" in found) return found;
  const missing =
    found.tooOld === undefined
      ? `no Compose ${OLDEST_COMPOSE} or newer was found`
      : `Compose at ${found.tooOld.path} is version ${found.tooOld.version}; Slipway needs ${OLDEST_COMPOSE} or newer`;
  if (env.SLIPWAY_COMPOSE_PATH) {
    return {
      reason: missing,
      fix: "SLIPWAY_COMPOSE_PATH must be the path of the docker-compose program, version 2.",
    };
  }
  const { distribution, isRoot } = await readMachine();
  const packages = composePackages(distribution);
  if (packages.length > 0 && !isRoot) {
    return { reason: missing, fix: `Type: sudo apt-get install ${packages.join(" ")}` };
  }
  let failure = "";
  if (packages.length > 0) {
    failure = await installPackages(packages, terminal).then(() => "", describeError);
  } else if (needsNewerCompose(distribution)) {
    const target = isRoot ? FETCHED_COMPOSE_PATH : join(ownFolder, "docker-compose");
    const fetched = await terminal.step(
      "Fetching Compose 2 from Debian 13 (this release has only Compose 1)",
      () => fetchCompose({ from: "bookworm", to: "trixie", target }),
      (result) => "path" in result,
    );
    if ("reason" in fetched) failure = fetched.reason;
  }
  const again = await findCompose(env, ownFolder);
  if ("compose" in again) return again;
  return {
    reason: failure === "" ? missing : `${missing}; ${failure}`,
    fix: `Install the docker-compose plugin, version ${OLDEST_COMPOSE} or newer, and run npm start again.`,
  };
}
