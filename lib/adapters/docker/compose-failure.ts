import { engineUnreachable } from "@/lib/adapters/docker/translate-error";
import { translateEngineText } from "@/lib/adapters/docker/translate-text";
import { PanelError } from "@/lib/errors";

const EVIDENCE_LINES = 5;

/** Names why Compose ended with a failure, from what it wrote. Its last line is the cause, as the engine gave it. */
export function composeFailure(
  verb: string,
  code: number | null,
  lines: readonly string[],
  socketPath: string,
): PanelError {
  const said = lines.filter((line) => !isProgress(line));
  const evidence = said.slice(-EVIDENCE_LINES);
  const last = said.at(-1) ?? "";
  const text = evidence.join("\n");
  if (/Cannot connect to the Docker daemon/.test(text)) {
    return engineUnreachable(
      `Nobody answers at ${socketPath}`,
      "Start the engine: sudo systemctl start docker",
    );
  }
  if (/permission denied while trying to connect/.test(text)) {
    return engineUnreachable(
      `This user may not open the engine's socket ${socketPath}`,
      'Add the user to the group docker (sudo usermod -aG docker "$USER"), sign in again and restart Slipway.',
    );
  }
  if (/error during connect|unexpected EOF|connection reset by peer/.test(text)) {
    return engineUnreachable(
      `The connection to the engine at ${socketPath} was cut`,
      "The engine restarts or has stopped: see journalctl -u docker.",
    );
  }
  const waited = dependencyFailure(text, evidence);
  if (waited !== undefined) return waited;
  const named = translateEngineText(last) ?? translateEngineText(text);
  if (named !== undefined) {
    return new PanelError(named.code, named.message, { ...named.details, evidence, exitCode: code });
  }
  const cause = last.replace(/^Error response from daemon: /, "");
  return new PanelError(
    "compose-failed",
    cause === ""
      ? `Compose ended with ${code ?? "a signal"} on ${verb}`
      : `Compose could not ${verb}: ${cause}`,
    { fix: "The last lines of its output say why.", evidence, exitCode: code },
  );
}

/** `up` waits for services that others depend on, and gives up with the one that fell. */
function dependencyFailure(text: string, evidence: string[]): PanelError | undefined {
  const unhealthy = /container (\S+) is unhealthy/.exec(text);
  if (unhealthy !== null) {
    return new PanelError(
      "service-unhealthy",
      `${unhealthy[1]} did not become healthy, and others wait for it`,
      {
        fix: "Its log and the output of its last health check say why.",
        evidence,
        container: unhealthy[1],
      },
    );
  }
  const exited =
    /container (\S+) exited \((\d+)\)/.exec(text) ??
    /service "(\S+)" didn't complete successfully: exit (\d+)/.exec(text);
  if (exited === null) return undefined;
  return new PanelError("service-exited", `${exited[1]} exited with ${exited[2]}, and others wait for it`, {
    fix: "Its log says why.",
    evidence,
    container: exited[1],
    exitCode: Number(exited[2]),
  });
}

/** ` Container shop-db-1  Started`, ` Network shop_default  Creating`: no cause stands in these. */
function isProgress(line: string): boolean {
  return (
    /^ ?(?:Container|Network|Volume) \S+ +\S+$/.test(line) ||
    /^time="[^"]*" level=(?:warning|info|debug)/.test(line)
  );
}
