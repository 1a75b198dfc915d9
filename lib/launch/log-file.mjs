import { closeSync, openSync, renameSync, statSync, writeSync } from "node:fs";

const LARGEST_LOG_BYTES = 10 * 1024 * 1024;

/**
 * A log of one process. A full one moves to `<path>.1`, so that two files bound what a log takes. What cannot be written,
 * as on a full disk, is dropped and counted: a log must never end the process that writes it. The next line that can be
 * written is preceded by the count.
 * @param {string} path
 * @param {number} [largestBytes]
 */
export function openLogFile(path, largestBytes = LARGEST_LOG_BYTES) {
  /** @type {number | undefined} */
  let file;
  let bytes = 0;
  let dropped = 0;

  const open = () => {
    file ??= openSync(path, "a", 0o600);
    bytes = statSync(path).size;
  };
  const close = () => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  /** @param {Buffer} chunk */
  const append = (chunk) => {
    if (file === undefined) open();
    if (bytes > 0 && bytes + chunk.length > largestBytes) {
      close();
      renameSync(path, `${path}.1`);
      open();
    }
    const note = dropped === 0 ? "" : `${dropped} pieces of this log could not be written\n`;
    const whole = note === "" ? chunk : Buffer.concat([Buffer.from(note), chunk]);
    writeSync(/** @type {number} */ (/** @type {unknown} */ (file)), whole);
    bytes += whole.length;
    dropped = 0;
  };
  return {
    /** @param {Buffer} chunk */
    write(chunk) {
      try {
        append(chunk);
      } catch {
        // There is nowhere to say it: the disk is full or the folder is gone.
        dropped += 1;
      }
    },
    close,
  };
}
