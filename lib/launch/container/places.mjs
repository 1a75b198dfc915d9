import { join } from "node:path";
import { tlsFiles } from "../certificate/own-certificate.mjs";
import { WEB_USER } from "./users.mjs";

/**
 * Where things lie in the container.
 * @typedef {object} Places
 * @property {string} volume what outlives the container
 * @property {string} data the worker's: database, master key, control socket
 * @property {string} cookieKey of web, which may read it and not write it
 * @property {import("../certificate/own-certificate.mjs").OwnCertificate} ownCertificate whose key web may read
 * @property {{ certificate: string, key: string }} givenCertificate web's copy of one that somebody gave
 * @property {string} scratch the worker's home and place for temporary files
 * @property {string} workerSocket where web meets the worker; web may enter its folder and list nothing in it
 */

/**
 * @param {string} volume
 * @param {string} runtime a folder in memory
 * @returns {Places}
 */
export function placesIn(volume, runtime) {
  return {
    volume,
    data: join(volume, "panel"),
    cookieKey: join(volume, "web", "cookie-key"),
    ownCertificate: { ...tlsFiles(join(volume, "tls")), keyMode: 0o440, group: WEB_USER.gid },
    givenCertificate: tlsFiles(join(runtime, "tls")),
    scratch: join(runtime, "worker"),
    workerSocket: join(runtime, "socket", "worker.sock"),
  };
}

/** As the image and its compose file have them. */
export const PLACES = placesIn("/data", "/run/slipway");
