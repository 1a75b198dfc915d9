import { readCertificateNames } from "./certificate-names.mjs";
import { ensureOwnCertificate } from "./own-certificate.mjs";

/** Certificates live for a year, addresses of machines for days. */
const LOOK_EVERY_MS = 12 * 60 * 60_000;

/**
 * Makes the panel's own certificate where there is no good one, and looks after it from then on; web sees a renewed
 * one by itself.
 * @param {{ url: string, bind: string }} settings
 * @param {import("./own-certificate.mjs").OwnCertificate} own
 * @param {(text: string) => void} warn of a renewal that did not work, while the panel runs
 * @returns {Promise<{ certificate: string, key: string }>} the files for web
 * @throws {import("../launch-error.mjs").LaunchError} when the first one cannot be made
 */
export async function keepOwnCertificate(settings, own, warn) {
  const ensure = async () => ensureOwnCertificate(own, await readCertificateNames(settings), new Date());
  await ensure();
  const looking = setInterval(() => {
    ensure().then(
      (reason) => {
        if (reason !== undefined) warn(`The panel's certificate was renewed: ${reason}.`);
      },
      (error) => warn(error instanceof Error ? error.message : String(error)),
    );
  }, LOOK_EVERY_MS);
  looking.unref();
  return { certificate: own.certificate, key: own.key };
}
