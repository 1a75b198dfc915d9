import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from "node:fs";

const LARGEST_LOG_BYTES = 10 * 1024 * 1024;

/**
 * A log of one process. A full one moves to `<path>.1`, so that two files bound what a log takes.
 * @param {string} path
 * @param {number} [largestBytes]
 */
export function openLogFile(path, largestBytes = LARGEST_LOG_BYTES) {
  let bytes = existsSync(path) ? statSync(path).size : 0;
  let file = openSync(path, "a", 0o600);
  return {
    /** @param {Buffer} chunk */
    write(chunk) {
      if (bytes > 0 && bytes + chunk.length > largestBytes) {
        closeSync(file);
        renameSync(path, `${path}.1`);
        file = openSync(path, "a", 0o600);
        bytes = 0;
      }
      writeSync(file, chunk);
      bytes += chunk.length;
    },
    close: () => closeSync(file),
  };
}
