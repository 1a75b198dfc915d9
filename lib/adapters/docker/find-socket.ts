import { PanelError } from "@/lib/errors";
import { findEngines } from "@/lib/launch/engine-find.mjs";

export type FoundSocket = { socketPath: string; source: string };

/**
 * The socket to use: one that answers, else one that somebody holds, else the place where an engine would be, so that
 * the panel finds it once it is started.
 * @throws PanelError `environment-invalid` when the named place is no Unix socket
 */
export async function findSocket(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FoundSocket> {
  const found = await findEngines(environment);
  if ("reason" in found) {
    throw new PanelError("environment-invalid", found.reason, {
      fix: "Set DOCKER_HOST=unix:///path/to/docker.sock, or unset it.",
    });
  }
  const { tried } = found;
  const best =
    tried.find(({ ping }) => "engine" in ping) ??
    tried.find(({ ping }) => "silence" in ping && ping.silence !== "absent") ??
    tried[0];
  if (best === undefined)
    throw new PanelError("environment-invalid", "There is no place to look for an engine");
  return { socketPath: best.candidate.socket, source: best.candidate.source };
}
