import { createAbsentCompose } from "@/lib/adapters/docker/absent-compose";
import { createAbsentEngine } from "@/lib/adapters/docker/absent-engine";
import { createAbsentVolumeFiles } from "@/lib/adapters/docker/absent-volume-files";
import { createCompose } from "@/lib/adapters/docker/compose";
import { createDockerEngine } from "@/lib/adapters/docker/engine";
import { findSocket } from "@/lib/adapters/docker/find-socket";
import { createVolumeFiles } from "@/lib/adapters/docker/volume-files";
import { PanelError } from "@/lib/errors";
import type { Compose } from "@/lib/ports/compose";
import type { Engine } from "@/lib/ports/engine";
import type { VolumeFiles } from "@/lib/ports/volume-files";

export type EngineOptions = {
  /** The person wants no engine. */
  off: boolean;
  /** null: to be found. */
  socketPath: string | null;
  scratchFolder: string;
  /** Where `npm start` keeps a Compose that it fetched. */
  composeFolder: string;
  environment: Readonly<Record<string, string | undefined>>;
};

export type OpenedEngine = {
  engine: Engine;
  compose: Compose;
  volumeFiles: VolumeFiles;
  engineSocket: string | null;
  engineOff: { reason: string; fix: string } | null;
};

/** Engine and Compose as the settings want them. Where none is to be used, each call says why. */
export async function openEngine(options: EngineOptions): Promise<OpenedEngine> {
  if (options.off) {
    return absent(
      new PanelError("engine-unreachable", "The engine is switched off", {
        fix: "Start Slipway without SLIPWAY_ENGINE=off",
      }),
    );
  }
  let { socketPath } = options;
  try {
    socketPath ??= (await findSocket(options.environment)).socketPath;
  } catch (error) {
    if (error instanceof PanelError && error.code === "environment-invalid") return absent(error);
    throw error;
  }
  const engine = createDockerEngine({ socketPath });
  const compose = createCompose({
    engine,
    socketPath,
    scratchFolder: options.scratchFolder,
    ownFolder: options.composeFolder,
    environment: options.environment,
  });
  const volumeFiles = createVolumeFiles({ socketPath });
  return { engine, compose, volumeFiles, engineSocket: socketPath, engineOff: null };
}

function absent(why: PanelError): OpenedEngine {
  return {
    engine: createAbsentEngine(why),
    compose: createAbsentCompose(why),
    volumeFiles: createAbsentVolumeFiles(why),
    engineSocket: null,
    engineOff: { reason: why.message, fix: why.details.fix ?? "" },
  };
}
