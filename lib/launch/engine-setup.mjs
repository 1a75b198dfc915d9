import { installPackages } from "./apt-install.mjs";
import { startEngine } from "./engine-daemon.mjs";
import { decideEngine } from "./engine-decision.mjs";
import { findEngines } from "./engine-find.mjs";
import { describeError } from "./launch-error.mjs";
import { readMachine } from "./machine.mjs";

/**
 * @typedef {{ socket: string, source: string, version: string }} Engine
 * @typedef {{ engine: Engine } | import("./engine-decision.mjs").WithoutEngine} EngineResult
 */

/**
 * Finds an engine; as root on Debian and Ubuntu installs and starts one where there is none. Never throws for a
 * missing engine: the panel is of use without one.
 * @param {{ env: import("./run-command.mjs").Environment, logPath: string, terminal: import("./terminal.mjs").Terminal }} options
 * @returns {Promise<EngineResult>}
 */
export async function setUpEngine({ env, logPath, terminal }) {
  // Install, start and use: at most one of each, so three rounds settle it.
  let installed = false;
  let started = false;
  for (;;) {
    const found = await findEngines(env);
    if ("reason" in found) {
      return {
        reason: found.reason,
        fix: "Correct it, or unset it so that Slipway looks for an engine itself.",
      };
    }
    const machine = await readMachine();
    const step = decideEngine(found.tried, machine);
    if (step.do === "use") {
      const { socket, source } = step.candidate;
      return { engine: { socket, source, version: step.engine.version } };
    }
    if (step.do === "go-without") return { reason: step.reason, fix: step.fix };
    if (step.do === "install" && !installed) {
      installed = true;
      terminal.say("No Docker Engine is here: installing the distribution's own");
      try {
        await installPackages(step.packages, terminal);
      } catch (error) {
        return { reason: "a Docker Engine could not be installed", fix: describeError(error) };
      }
      continue;
    }
    const { dockerd, hasSystemd, inContainer } = machine;
    if (step.do !== "start" || dockerd === undefined || started) {
      return { reason: "the installed Docker Engine does not answer", fix: `Look into ${logPath}.` };
    }
    started = true;
    const start = await terminal.step(
      "Starting the Docker Engine",
      () => startEngine({ dockerd, hasSystemd, inContainer, logPath }),
      (result) => result.started,
    );
    if (!start.started) {
      return {
        reason: `no Docker Engine can be started here: ${start.reason}`,
        fix: start.isForbidden
          ? "Start the container with --privileged, or mount the host's /var/run/docker.sock into it."
          : hasSystemd
            ? "Type: journalctl -u docker -n 50, and see what it says."
            : `Its log is ${logPath}.`,
      };
    }
  }
}
