import type { PanelError } from "@/lib/errors";
import type { Engine } from "@/lib/ports/engine";

/** Stands where there is no engine to talk to (switched off, or in no place that can be used): each call says why. */
export function createAbsentEngine(why: PanelError): Engine {
  const refuse = () => Promise.reject(why);
  const refuseStream = () => ({
    [Symbol.asyncIterator]: () => ({ next: refuse }),
  });
  return {
    info: refuse,
    ping: refuse,
    listContainers: refuse,
    inspectContainer: refuse,
    startContainer: refuse,
    stopContainer: refuse,
    restartContainer: refuse,
    removeContainer: refuse,
    listNetworks: refuse,
    removeNetwork: refuse,
    listEndpoints: refuse,
    removeEndpoint: refuse,
    listVolumes: refuse,
    volumeSizes: refuse,
    removeVolume: refuse,
    inspectImage: refuse,
    pullImage: refuse,
    events: refuseStream,
    logs: refuseStream,
    logText: refuseStream,
    usage: refuse,
    putFiles: refuse,
    readFolder: refuseStream,
    writeFolder: refuse,
    exec: refuse,
  };
}
