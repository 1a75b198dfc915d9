import { chown, open, readFile, rename, rm } from "node:fs/promises";
import { LaunchError } from "../launch-error.mjs";

/** Web looks at its copy twice a minute. */
const LOOK_EVERY_MS = 30_000;
const MODE = 0o440;

/** @typedef {{ certificate: string, key: string }} TlsFiles */

/**
 * Hands web a copy of a certificate that somebody gave, of which web's user may not read the original, and a new copy
 * whenever that is renewed.
 * @param {TlsFiles} given
 * @param {TlsFiles} copies in a folder that is kept in memory
 * @param {number} group of web
 * @param {(text: string) => void} warn
 * @returns {Promise<TlsFiles>} the copies
 * @throws {LaunchError} naming the file that cannot be read
 */
export async function keepGivenCertificate(given, copies, group, warn) {
  await copyChanged(given, copies, group);
  const looking = setInterval(() => {
    copyChanged(given, copies, group).catch((error) =>
      warn(error instanceof Error ? error.message : String(error)),
    );
  }, LOOK_EVERY_MS);
  looking.unref();
  return copies;
}

/**
 * @param {TlsFiles} given
 * @param {TlsFiles} copies
 * @param {number} group
 */
export async function copyChanged(given, copies, group) {
  // Both before the first is written: web must not meet a new certificate beside an old key.
  const texts = { key: await read("KEY", given.key), certificate: await read("CERT", given.certificate) };
  for (const name of /** @type {const} */ (["key", "certificate"])) {
    const there = await readFile(copies[name]).catch(() => undefined);
    if (there?.equals(texts[name])) continue;
    const draft = `${copies[name]}.new`;
    await rm(draft, { force: true });
    const file = await open(draft, "wx", MODE);
    await file.writeFile(texts[name]);
    await file.close();
    await chown(draft, process.getuid?.() ?? 0, group);
    await rename(draft, copies[name]);
  }
}

/**
 * @param {"KEY" | "CERT"} which
 * @param {string} path
 */
async function read(which, path) {
  try {
    return await readFile(path);
  } catch (error) {
    throw new LaunchError(
      `SLIPWAY_TLS_${which} cannot be read: ${error instanceof Error ? error.message : error}`,
      { fix: "Mount its folder with SLIPWAY_TLS_FOLDER, and let root own the file." },
    );
  }
}
