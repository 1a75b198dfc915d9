/** @typedef {(request: Request) => Response | Promise<Response>} Handler */

/**
 * Sets as much of Deno as simple functions use.
 * @returns {() => Handler} what the program has given to `Deno.serve` since
 */
export function pretendDeno() {
  /** @type {Handler | undefined} */
  let given;
  const env = {
    get: (/** @type {string} */ name) => process.env[name],
    has: (/** @type {string} */ name) => name in process.env,
    toObject: () => ({ ...process.env }),
  };
  const serve = (/** @type {any[]} */ ...args) => {
    given = args.find((arg) => typeof arg === "function") ?? args[0]?.handler;
  };
  Object.assign(globalThis, { Deno: { serve, env } });
  return () => {
    if (!given) throw new Error("the program did not call Deno.serve");
    return given;
  };
}
