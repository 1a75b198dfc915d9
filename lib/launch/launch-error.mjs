/**
 * A failure of the launcher itself, told to a person in a terminal. The launcher runs before `npm ci`, so it cannot
 * import the panel's own error class.
 */
export class LaunchError extends Error {
  /**
   * @param {string} message what is wrong
   * @param {{ fix?: string, evidence?: string }} [details] what to do, and the last lines that show the cause
   */
  constructor(message, { fix, evidence } = {}) {
    super(message);
    this.name = "LaunchError";
    this.fix = fix;
    this.evidence = evidence;
  }
}

/**
 * @param {unknown} error
 * @returns {string} message, evidence and fix, one below the other
 */
export function describeError(error) {
  if (error instanceof LaunchError) {
    return [error.message, error.evidence, error.fix]
      .filter((part) => part !== undefined && part !== "")
      .join("\n");
  }
  if (error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EROFS")) {
    return `${error.message}\nThis user may not write there: run the command as the owner of the checkout.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
