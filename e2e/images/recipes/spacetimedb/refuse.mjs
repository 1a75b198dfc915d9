/** Every refusal ends the program with one line, so that a test can ask for it. */

/**
 * What the command line tool says of its arguments.
 * @param {string} message
 * @returns {never}
 */
export function refuseArgument(message) {
  process.stderr.write(`error: ${message}\n\nFor more information, try '--help'.\n`);
  process.exit(2);
}

/**
 * @param {string} message
 * @returns {never}
 */
export function refuse(message) {
  process.stderr.write(`Error: ${message}\n`);
  process.exit(1);
}

/**
 * Does what may fail on a file; a folder that the user may not use is named as the server's own runtime does.
 * @template Result
 * @param {string} path
 * @param {() => Result} work
 * @returns {Result}
 */
export function onFile(path, work) {
  try {
    return work();
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "EACCES" || code === "EPERM") refuse(`${path}: Permission denied (os error 13)`);
    if (code === "EROFS") refuse(`${path}: Read-only file system (os error 30)`);
    if (code === "ENOSPC") refuse(`${path}: No space left on device (os error 28)`);
    return refuse(`${path}: ${message}`);
  }
}
