import { enginePackages } from "./distribution.mjs";
import { isAtLeast, OLDEST_ENGINE } from "./engine-ping.mjs";

/**
 * @typedef {import("./engine-candidates.mjs").EngineCandidate} EngineCandidate
 * @typedef {import("./engine-ping.mjs").EnginePing} EnginePing
 * @typedef {import("./engine-ping.mjs").EngineVersion} EngineVersion
 * @typedef {import("./machine.mjs").Machine} Machine
 * @typedef {{ candidate: EngineCandidate, ping: EnginePing }} Tried
 * @typedef {{ reason: string, fix: string }} WithoutEngine why there is none, and what to type
 * @typedef {{ do: "use", candidate: EngineCandidate, engine: EngineVersion }
 *   | { do: "start" }
 *   | { do: "install", packages: string[] }
 *   | ({ do: "go-without" } & WithoutEngine)} EngineStep
 */

/**
 * What to do next about the engine: use one, start the one that is installed, install one, or go on without.
 * @param {readonly Tried[]} tried in the order of preference
 * @param {Machine} machine
 * @returns {EngineStep}
 */
export function decideEngine(tried, machine) {
  for (const { candidate, ping } of tried) {
    if ("engine" in ping && isAtLeast(ping.engine.version, OLDEST_ENGINE)) {
      return { do: "use", candidate, engine: ping.engine };
    }
  }
  const known = tried.find(
    ({ ping }) => "engine" in ping || (ping.silence !== "absent" && ping.silence !== "refused"),
  );
  if (known !== undefined) return { do: "go-without", ...explainAnswer(known) };
  const named = tried.find(({ candidate }) => candidate.binding);
  if (named !== undefined) {
    const { source, socket } = named.candidate;
    return {
      do: "go-without",
      reason: `${source} names ${socket}, where no engine answers`,
      fix: "Start that engine, or name another one, then run npm start again.",
    };
  }
  if (machine.dockerd !== undefined) {
    if (machine.isRoot) return { do: "start" };
    const command = machine.hasSystemd ? "sudo systemctl start docker" : "sudo dockerd &";
    return {
      do: "go-without",
      reason: "a Docker Engine is installed but does not run",
      fix: `Type: ${command}`,
    };
  }
  const packages = enginePackages(machine.distribution);
  if (packages.length === 0) {
    const name = machine.distribution.id === "other" ? machine.distribution.name : machine.distribution.id;
    return {
      do: "go-without",
      reason: `no Docker Engine answers, and on ${name} Slipway cannot install one`,
      fix: `Install Docker Engine ${OLDEST_ENGINE} or newer and start it, then run npm start again.`,
    };
  }
  if (machine.isRoot) return { do: "install", packages };
  return {
    do: "go-without",
    reason: "no Docker Engine is installed, and only root can install one",
    fix: `Type: sudo apt-get install ${packages.join(" ")} && sudo usermod -aG docker "$USER", then sign in again.`,
  };
}

/**
 * @param {Tried} tried
 * @returns {WithoutEngine}
 */
function explainAnswer({ candidate, ping }) {
  const { socket } = candidate;
  if ("engine" in ping) {
    return {
      reason: `the engine at ${socket} is version ${ping.engine.version}; Slipway needs ${OLDEST_ENGINE} or newer`,
      fix: "Update Docker Engine, then run npm start again.",
    };
  }
  if (ping.silence === "denied") {
    return {
      reason: `this user may not open ${socket}`,
      fix: 'Type: sudo usermod -aG docker "$USER", then sign in again.',
    };
  }
  if (ping.silence === "hung") {
    return {
      reason: `the engine at ${socket} accepts connections but does not answer`,
      fix: "Look into its log (journalctl -u docker) and restart it, then run npm start again.",
    };
  }
  return {
    reason: `what answers at ${socket} is not a Docker Engine`,
    fix: "Set DOCKER_HOST=unix:///path/to/docker.sock to the engine's socket.",
  };
}
