import { createPrivateKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { chown, link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LaunchError } from "../launch-error.mjs";
import { makeCertificate } from "./make-certificate.mjs";
import { BACKDATED_MS, renewalReason, VALID_DAYS } from "./renewal.mjs";

const DAY_MS = 24 * 60 * 60_000;

/**
 * Where the panel's own certificate and its key lie, and who may read the key.
 * @typedef {object} OwnCertificate
 * @property {string} certificate
 * @property {string} key
 * @property {number} keyMode
 * @property {number} [group] of the key's file; that of this process when left out
 */

/**
 * In the data folder, where launcher, worker and web are one user.
 * @param {string} data
 * @returns {OwnCertificate}
 */
export function ownCertificateIn(data) {
  return { ...tlsFiles(join(data, "tls")), keyMode: 0o400 };
}

/**
 * @param {string} folder
 * @returns {{ certificate: string, key: string }}
 */
export const tlsFiles = (folder) => ({
  certificate: join(folder, "certificate.pem"),
  key: join(folder, "key.pem"),
});

/**
 * Sees to it that there is a certificate for these names that is good for a while. The key is made once and kept.
 * @param {OwnCertificate} own
 * @param {readonly string[]} names
 * @param {Date} now
 * @returns {Promise<string | undefined>} why it was made, in words; undefined when the one that is there is good
 * @throws {LaunchError} when the key cannot be read, or nothing can be written
 */
export async function ensureOwnCertificate(own, names, now) {
  try {
    await mkdir(dirname(own.certificate), { recursive: true, mode: 0o700 });
    const key = await ensureKey(own);
    const reason = renewalReason(await readOr(own.certificate, ""), key, names, now);
    if (reason === undefined) return undefined;
    const notBefore = new Date(now.getTime() - BACKDATED_MS);
    const notAfter = new Date(notBefore.getTime() + VALID_DAYS * DAY_MS);
    const pem = makeCertificate({ key, names, notBefore, notAfter, serial: randomBytes(16) });
    const wrong = renewalReason(pem, key, names, now);
    if (wrong !== undefined) throw new Error(`The certificate that was made is not good: ${wrong}`);
    const draft = await writeDraft(own.certificate, pem, 0o444);
    await rename(draft, own.certificate);
    return reason;
  } catch (error) {
    if (error instanceof LaunchError) throw error;
    throw new LaunchError(
      `The panel's certificate cannot be made: ${error instanceof Error ? error.message : error}`,
      { fix: `See to it that this user may write to ${dirname(own.certificate)}.` },
    );
  }
}

/** @param {OwnCertificate} own */
async function ensureKey(own) {
  if ((await readOr(own.key, "")) === "") {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const text = String(privateKey.export({ type: "pkcs8", format: "pem" }));
    const draft = await writeDraft(own.key, text, own.keyMode);
    if (own.group !== undefined) await chown(draft, process.getuid?.() ?? 0, own.group);
    try {
      // A link never overwrites: of two that start at once, both use the first one's key.
      await link(draft, own.key);
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    } finally {
      await rm(draft, { force: true });
    }
  }
  try {
    return createPrivateKey(await readFile(own.key));
  } catch {
    throw new LaunchError(`The key of the panel's certificate at ${own.key} cannot be read.`, {
      fix: `Remove it and start again: the panel makes another, and browsers ask once more about its certificate.`,
    });
  }
}

/**
 * @param {string} path
 * @param {string} text
 * @param {number} mode
 */
async function writeDraft(path, text, mode) {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", mode);
  try {
    await file.writeFile(text);
    // A power cut must not leave an empty file under the right name.
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

/**
 * @param {string} path
 * @param {string} otherwise
 */
async function readOr(path, otherwise) {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return otherwise;
    throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
const isCode = (error, code) => error instanceof Error && "code" in error && error.code === code;
