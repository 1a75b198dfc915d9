import { connect, createServer } from "node:net";
import { LaunchError } from "./launch-error.mjs";

/**
 * @param {string} bind
 * @param {number} port
 * @throws {LaunchError} when the web process could not listen there
 */
export async function requireFreePort(bind, port) {
  const code = await new Promise((resolve) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? "unknown"));
    server.listen({ host: bind, port, exclusive: true }, () => server.close(() => resolve("")));
  });
  if (code === "") return;
  if (code === "EADDRINUSE") {
    throw new LaunchError(`Port ${port} on ${bind} is taken by another program.`, {
      fix: `Choose another one: SLIPWAY_PORT=${port === 65_535 ? port - 1 : port + 1} npm start`,
    });
  }
  if (code === "EACCES") {
    throw new LaunchError(`This user may not listen on port ${port}.`, {
      fix: "Choose a port from 1024 upwards with SLIPWAY_PORT.",
    });
  }
  if (code === "EADDRNOTAVAIL") {
    throw new LaunchError(`This machine has no address ${bind}.`, {
      fix: "Set SLIPWAY_BIND to one of its own addresses, or to 127.0.0.1.",
    });
  }
  throw new LaunchError(`Slipway cannot listen on ${bind}:${port} (${code}).`);
}

/**
 * @param {string} bind
 * @param {number} port
 * @returns {Promise<boolean>} whether something accepts connections there
 */
export function portAnswers(bind, port) {
  const host = bind === "0.0.0.0" ? "127.0.0.1" : bind === "::" ? "::1" : bind;
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const finish = (/** @type {boolean} */ answers) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
    socket.once("timeout", () => finish(false));
  });
}
