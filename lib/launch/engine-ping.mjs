import { request } from "node:http";

/**
 * @typedef {{ version: string, apiVersion: string, architecture: string }} EngineVersion
 * @typedef {"absent" | "refused" | "denied" | "hung" | "strange"} EngineSilence
 * `absent`: no socket. `refused`: a socket that nobody serves. `denied`: not allowed to open it.
 * `hung`: no answer in time. `strange`: something else answers.
 * @typedef {{ engine: EngineVersion } | { silence: EngineSilence }} EnginePing
 */

export const OLDEST_ENGINE = "20.10";

/** A healthy engine answers in milliseconds; a hung one accepts the connection and never answers. */
const PING_TIMEOUT_MS = 4_000;
const LONGEST_ANSWER = 1_000_000;

/**
 * Asks an engine for its version. No API version stands in the path: newer engines refuse old ones.
 * @param {string} socketPath
 * @param {number} [timeoutMs]
 * @returns {Promise<EnginePing>}
 */
export function pingEngine(socketPath, timeoutMs = PING_TIMEOUT_MS) {
  return new Promise((resolve) => {
    const call = request({ socketPath, path: "/version", headers: { host: "docker" } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (/** @type {string} */ part) => {
        text += part;
        if (text.length > LONGEST_ANSWER) call.destroy();
      });
      response.once("end", () => finish(readVersion(response.statusCode ?? 0, text)));
      response.once("error", () => finish({ silence: "strange" }));
    });
    const deadline = setTimeout(() => finish({ silence: "hung" }), timeoutMs);
    const finish = (/** @type {EnginePing} */ ping) => {
      clearTimeout(deadline);
      call.destroy();
      resolve(ping);
    };
    call.once("error", (/** @type {NodeJS.ErrnoException} */ error) =>
      finish({ silence: silenceOf(error.code) }),
    );
    call.end();
  });
}

/**
 * @param {string | undefined} code of a failed connect
 * @returns {EngineSilence}
 */
function silenceOf(code) {
  if (code === "ENOENT" || code === "ENOTDIR") return "absent";
  if (code === "ECONNREFUSED") return "refused";
  if (code === "EACCES" || code === "EPERM") return "denied";
  return "strange";
}

/**
 * @param {number} status
 * @param {string} text
 * @returns {EnginePing}
 */
export function readVersion(status, text) {
  /** @type {unknown} */
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return { silence: "strange" };
  }
  const fields = /** @type {Record<string, unknown>} */ (answer ?? {});
  if (status !== 200 || typeof fields.Version !== "string") return { silence: "strange" };
  return {
    engine: {
      version: fields.Version,
      apiVersion: typeof fields.ApiVersion === "string" ? fields.ApiVersion : "",
      architecture: typeof fields.Arch === "string" ? fields.Arch : "",
    },
  };
}

/**
 * Compares the leading numbers only: distributions append their own text ("20.10.24+dfsg1", "2.26.1-4").
 * @param {string} version
 * @param {string} oldest e.g. "20.10"
 * @returns {boolean} false also when `version` holds no number
 */
export function isAtLeast(version, oldest) {
  const numbers = (/** @type {string} */ text) =>
    (/\d+(\.\d+)*/.exec(text)?.[0] ?? "").split(".").map(Number);
  const [have, need] = [numbers(version), numbers(oldest)];
  if (!/\d/.test(version)) return false;
  for (const [index, part] of need.entries()) {
    const difference = (have[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
