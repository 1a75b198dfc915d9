import { stat } from "node:fs/promises";
import { LaunchError } from "../launch-error.mjs";
import { WEB_USER, WORKER_USER } from "./users.mjs";

const OPEN_TO_EVERYBODY = 0o002;

/**
 * The worker's user with the group that may open the engine's socket, whatever number that group has on this host.
 * It is the worker's one group: Node's spawn drops all others, and with them the need to set any in the child.
 * @param {string} path
 * @param {(text: string) => void} warn
 * @returns {Promise<import("./users.mjs").User>}
 * @throws {LaunchError} when web would be let in as well
 */
export async function workerUserFor(path, warn) {
  const socket = await stat(path).catch(() => undefined);
  if (socket === undefined || !socket.isSocket()) {
    warn(`${path} is no socket: no engine is mounted there, so stacks cannot be deployed.`);
    return WORKER_USER;
  }
  if (socket.gid === WEB_USER.gid) {
    throw new LaunchError(
      `The engine's socket belongs to group ${socket.gid}, which is that of web in here.`,
      {
        fix: "Give the group docker of this host another number.",
      },
    );
  }
  if ((socket.mode & OPEN_TO_EVERYBODY) !== 0) {
    warn(`${path} is open to every user, so web could use it too: chmod o-rwx it on the host.`);
  }
  return { uid: WORKER_USER.uid, gid: socket.gid };
}
