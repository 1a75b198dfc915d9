import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "@/lib/adapters/docker/connection";
import { detailOf, summaryOf } from "@/lib/adapters/docker/container-facts";
import { statusOf } from "@/lib/adapters/docker/translate-error";
import type { Engine } from "@/lib/ports/engine";
import { tarArchive } from "@/lib/tar-archive";

/** What the engine may take beyond the grace that the container has. */
const STOP_MARGIN_MS = 15_000;
const START_TIMEOUT_MS = 60_000;
const REMOVE_TIMEOUT_MS = 60_000;
const REMOVAL_LOOK_MS = 100;
/** The engine's own when a container does not say. */
const USUAL_GRACE_SECONDS = 10;

type ContainerCalls = Pick<
  Engine,
  | "listContainers"
  | "inspectContainer"
  | "startContainer"
  | "stopContainer"
  | "restartContainer"
  | "removeContainer"
  | "putFiles"
>;

export function containerCalls({ docker, call }: Connection): ContainerCalls {
  const inspect = (id: string) =>
    call({ doing: "inspecting a container" }, (abortSignal) =>
      docker.getContainer(id).inspect({ abortSignal }).catch(unless(404)),
    );

  /** Seconds from TERM to KILL: as asked, else as the container was created with. */
  async function graceOf(id: string, asked: number | undefined): Promise<number> {
    if (asked !== undefined) return asked;
    const config = (await inspect(id))?.Config;
    const own = config !== undefined && "StopTimeout" in config ? config.StopTimeout : undefined;
    return typeof own === "number" ? own : USUAL_GRACE_SECONDS;
  }

  return {
    async listContainers({ labels = [], volumes } = {}) {
      // No volume in the filter would be one that no container has.
      const filters = { label: [...labels], ...(volumes !== undefined && { volume: [...volumes] }) };
      const found = await call({ doing: "listing containers" }, (abortSignal) =>
        docker.listContainers({ all: true, filters, abortSignal }),
      );
      return found.map(summaryOf);
    },
    async inspectContainer(id) {
      const info = await inspect(id);
      return info === undefined ? null : detailOf(info);
    },
    async startContainer(id) {
      await call({ doing: "starting a container", timeoutMs: START_TIMEOUT_MS }, (abortSignal) =>
        docker.getContainer(id).start({ abortSignal }).catch(unless(304)),
      );
    },
    async stopContainer(id, graceSeconds) {
      const t = await graceOf(id, graceSeconds);
      await call({ doing: "stopping a container", timeoutMs: t * 1_000 + STOP_MARGIN_MS }, (abortSignal) =>
        docker.getContainer(id).stop({ t, abortSignal }).catch(unless(304)),
      );
    },
    async restartContainer(id, graceSeconds) {
      const t = await graceOf(id, graceSeconds);
      const timeoutMs = t * 1_000 + STOP_MARGIN_MS + START_TIMEOUT_MS;
      await call({ doing: "restarting a container", timeoutMs }, (abortSignal) =>
        docker.getContainer(id).restart({ t, abortSignal }),
      );
    },
    async removeContainer(id) {
      await call({ doing: "removing a container", timeoutMs: REMOVE_TIMEOUT_MS }, async (signal) => {
        // 409: somebody's removal is under way; the caller may rely on the container being gone.
        await docker.getContainer(id).remove({ force: true, v: false }).catch(unless(404, 409));
        while (!signal.aborted && (await inspect(id)) !== undefined) await sleep(REMOVAL_LOOK_MS);
      });
    },
    async putFiles(id, files) {
      const entries = Object.entries(files).map(([path, content]) => ({
        path: path.replace(/^\//, ""),
        content,
        mode: 0o600,
      }));
      const archive = Buffer.from(tarArchive(entries, new Date()));
      await call({ doing: "writing files into a container" }, (abortSignal) =>
        docker.getContainer(id).putArchive(archive, { path: "/", abortSignal }),
      );
    },
  };
}

/** Turns the given refusals into `undefined`: the wish is fulfilled already, or there is nothing. */
export function unless(...statusCodes: readonly number[]): (error: unknown) => undefined {
  return (error) => {
    const status = statusOf(error);
    if (status !== undefined && statusCodes.includes(status)) return undefined;
    throw error;
  };
}
