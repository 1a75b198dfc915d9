/** @typedef {import("./run-command.mjs").Environment} Environment */

/**
 * What web may see. It faces the network, so nothing reaches it by accident: no registry password, no engine socket.
 */
const WEB_VARIABLES = [
  ...[
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "NODE_OPTIONS",
    "NODE_EXTRA_CA_CERTS",
    "NO_COLOR",
  ],
  "SLIPWAY_PROXY",
];

/**
 * The environments of the two processes. A missing SLIPWAY_ENGINE_SOCKET or SLIPWAY_COMPOSE_PATH makes the worker look
 * for itself, again and again, so that an engine that comes later is found.
 * @param {Environment} env the launcher's own
 * @param {import("./settings.mjs").LaunchSettings} settings
 * @param {{ socket: string | undefined, composePath: string | undefined }} found
 * @param {{ certificate: string, key: string }} [tls] files that web may read, where it speaks https
 * @returns {{ worker: Environment, web: Environment }}
 */
export function childEnvironments(env, settings, found, tls) {
  const shared = {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    SLIPWAY_BIND: settings.bind,
    SLIPWAY_PORT: String(settings.port),
    SLIPWAY_DATA: settings.data,
    SLIPWAY_URL: settings.url,
    SLIPWAY_TLS: settings.tls === "off" ? "off" : "on",
  };
  return {
    worker: {
      ...env,
      ...shared,
      SLIPWAY_ENGINE_SOCKET: found.socket,
      SLIPWAY_COMPOSE_PATH: found.composePath,
    },
    web: {
      ...Object.fromEntries(WEB_VARIABLES.map((name) => [name, env[name]])),
      ...shared,
      SLIPWAY_TLS_CERT: tls?.certificate,
      SLIPWAY_TLS_KEY: tls?.key,
    },
  };
}
