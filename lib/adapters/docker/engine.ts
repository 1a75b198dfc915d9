import { connectTo } from "@/lib/adapters/docker/connection";
import { containerCalls } from "@/lib/adapters/docker/containers";
import { engineEvents } from "@/lib/adapters/docker/events";
import { execInContainer } from "@/lib/adapters/docker/exec";
import { folderArchives } from "@/lib/adapters/docker/folder-archives";
import { containerLogs, containerText } from "@/lib/adapters/docker/logs";
import { pullImage } from "@/lib/adapters/docker/pull-image";
import { systemCalls } from "@/lib/adapters/docker/system-calls";
import { usageReader } from "@/lib/adapters/docker/usage";
import type { Engine } from "@/lib/ports/engine";

/** The engine behind a Unix socket. Nothing is asked before the first call, so an absent engine is no failure here. */
export function createDockerEngine({ socketPath }: { socketPath: string }): Engine {
  const connection = connectTo(socketPath);
  const system = systemCalls(connection);
  return {
    ...system,
    ...containerCalls(connection),
    ...folderArchives(connection, system.ping),
    pullImage: (reference, options) => pullImage(connection, system.ping, reference, options),
    events: (signal, options) => engineEvents(connection, system.ping, signal, options),
    logs: (id, request) => containerLogs(connection, system.ping, id, request),
    logText: (id, signal) => containerText(connection, system.ping, id, signal),
    usage: usageReader(connection),
    exec: (id, command, environment, timeoutMs) =>
      execInContainer(connection, id, command, environment, timeoutMs),
  };
}
