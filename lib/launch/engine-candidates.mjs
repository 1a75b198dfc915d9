/**
 * A place where an engine may answer. `binding` places were named by the person: nothing else is tried, since another
 * engine than the one that they meant would get their stacks.
 * @typedef {{ source: string, socket: string, binding: boolean }} EngineCandidate
 */

/**
 * @typedef {object} EngineSurroundings
 * @property {string | undefined} ownSocket SLIPWAY_ENGINE_SOCKET
 * @property {string | undefined} dockerHost DOCKER_HOST
 * @property {string | undefined} dockerContext DOCKER_CONTEXT
 * @property {string | undefined} configContext `currentContext` of the docker command's config.json
 * @property {ReadonlyMap<string, string>} contextHosts endpoint by name of context
 * @property {string} home
 * @property {string | undefined} runtimeFolder XDG_RUNTIME_DIR
 */

/**
 * Where to look for an engine, in order.
 * @param {EngineSurroundings} around
 * @returns {{ candidates: EngineCandidate[] } | { reason: string }} a reason when the named place cannot be used
 */
export function engineCandidates(around) {
  if (around.ownSocket) return bindingCandidate("SLIPWAY_ENGINE_SOCKET", `unix://${around.ownSocket}`);
  if (around.dockerHost) return bindingCandidate("DOCKER_HOST", around.dockerHost);
  if (around.dockerContext && around.dockerContext !== "default") {
    const host = around.contextHosts.get(around.dockerContext);
    if (host === undefined)
      return { reason: `DOCKER_CONTEXT names "${around.dockerContext}", which does not exist` };
    return bindingCandidate(`docker context "${around.dockerContext}"`, host);
  }
  /** @type {EngineCandidate[]} */
  const candidates = [];
  const current = around.dockerContext ? undefined : around.configContext;
  const contextSocket =
    current === undefined ? undefined : unixSocket(around.contextHosts.get(current) ?? "");
  if (contextSocket !== undefined) {
    candidates.push({ source: `docker context "${current}"`, socket: contextSocket, binding: false });
  }
  const usual = [
    { source: "system engine", socket: "/var/run/docker.sock" },
    { source: "system engine", socket: "/run/docker.sock" },
    ...(around.runtimeFolder
      ? [{ source: "rootless engine", socket: `${around.runtimeFolder}/docker.sock` }]
      : []),
    { source: "rootless engine", socket: `${around.home}/.docker/run/docker.sock` },
    { source: "Docker Desktop", socket: `${around.home}/.docker/desktop/docker.sock` },
  ];
  for (const { source, socket } of usual) {
    if (candidates.every((known) => known.socket !== socket))
      candidates.push({ source, socket, binding: false });
  }
  return { candidates };
}

/**
 * @param {string} source
 * @param {string} host
 * @returns {{ candidates: EngineCandidate[] } | { reason: string }}
 */
function bindingCandidate(source, host) {
  const socket = unixSocket(host);
  if (socket !== undefined) return { candidates: [{ source, socket, binding: true }] };
  return {
    reason: `${source} is "${withoutPassword(host)}", but Slipway talks to an engine through a Unix socket only`,
  };
}

/**
 * @param {string} host as DOCKER_HOST writes it
 * @returns {string | undefined} the path of an absolute unix:// address
 */
function unixSocket(host) {
  const match = /^unix:\/\/(\/.+)$/.exec(host.trim());
  return match?.[1];
}

/** @param {string} host */
function withoutPassword(host) {
  return host.replace(/\/\/[^/@]*@/, "//…@");
}
