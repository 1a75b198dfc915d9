import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { LaunchError } from "../launch-error.mjs";
import { WEB_USER, WORKER_USER } from "./users.mjs";

const ENTER_ONLY = 0o711;
const OWNER_ONLY = 0o700;
/** New files get the folder's group, so that the worker need not be in web's group to let it in. */
const ENTER_FOR_GROUP = 0o2710;
const READ_FOR_GROUP = 0o750;
const KEY_MODE = 0o440;

/**
 * Makes what the two users need, and gives each its own. Runs as root without the power to pass over file modes, so
 * the order counts: mode first, owner last.
 * @param {import("./places.mjs").Places} places
 * @throws {LaunchError}
 */
export async function prepareFolders({ volume, data, cookieKey, scratch, workerSocket, ...certificates }) {
  try {
    await chmod(volume, ENTER_ONLY);
    await give(data, OWNER_ONLY, WORKER_USER);
    await give(scratch, OWNER_ONLY, WORKER_USER);
    await give(dirname(workerSocket), ENTER_FOR_GROUP, { uid: WORKER_USER.uid, gid: WEB_USER.gid });
    const { ownCertificate, givenCertificate } = certificates;
    for (const file of [cookieKey, ownCertificate.key, givenCertificate.key]) {
      await give(dirname(file), READ_FOR_GROUP, { uid: 0, gid: WEB_USER.gid });
    }
    await ensureCookieKey(cookieKey);
  } catch (error) {
    if (error instanceof LaunchError) throw error;
    throw new LaunchError(`The folders of the panel cannot be prepared: ${text(error)}`, {
      fix: `Mount a volume of its own at ${volume}, and start with the capabilities of docker/compose.yaml.`,
    });
  }
}

/**
 * @param {string} folder
 * @param {number} mode
 * @param {import("./users.mjs").User} owner
 */
async function give(folder, mode, { uid, gid }) {
  await mkdir(folder, { recursive: true });
  const before = await stat(folder);
  if (before.uid === uid && (before.mode & 0o7777) === mode && (uid !== 0 || before.gid === gid)) return;
  if (before.uid !== 0) {
    throw new LaunchError(
      `${folder} belongs to user ${before.uid}, with mode ${(before.mode & 0o7777).toString(8)}.`,
      {
        fix: `What is in it must belong to ${uid}: chown -R ${uid}:${gid} it, with mode ${mode.toString(8)}.`,
      },
    );
  }
  await chmod(folder, mode);
  await chown(folder, uid, gid);
}

/**
 * The key of web's sign-in cookie, made here so that web needs no place to write to.
 * @param {string} path
 */
async function ensureCookieKey(path) {
  try {
    await writeFile(path, `${randomBytes(32).toString("base64url")}\n`, { flag: "wx", mode: KEY_MODE });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  await chown(path, 0, WEB_USER.gid);
}

/** @param {unknown} error */
const text = (error) => (error instanceof Error ? error.message : String(error));
