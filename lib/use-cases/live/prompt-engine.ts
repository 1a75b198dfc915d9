import { PanelError } from "@/lib/errors";
import type { Engine } from "@/lib/ports/engine";
import { type EngineSight, NOT_YET_SEEN } from "@/lib/use-cases/live/engine-sight";

/** A healthy engine answers these within milliseconds. */
const PATIENCE_MS = 1200;
/** It may have come back this moment; more is not waited for when it is known to be silent. */
const SILENT_PATIENCE_MS = 250;

export type EngineReads = Pick<Engine, "listContainers" | "listNetworks" | "listVolumes" | "inspectImage">;

/**
 * The engine as pages ask it: a page that would wait for a silent engine tells nobody anything. Jobs ask the engine
 * itself and have its own deadlines.
 */
export function promptEngine(engine: EngineReads, sight: () => EngineSight): EngineReads {
  const promptly = <T>(answer: Promise<T>): Promise<T> => {
    const seen = sight();
    const isSilent = seen.state === "unreachable" && seen !== NOT_YET_SEEN;
    return within(answer, isSilent ? SILENT_PATIENCE_MS : PATIENCE_MS);
  };
  return {
    listContainers: (filter) => promptly(engine.listContainers(filter)),
    listNetworks: (filter) => promptly(engine.listNetworks(filter)),
    listVolumes: (filter) => promptly(engine.listVolumes(filter)),
    inspectImage: (reference) => promptly(engine.inspectImage(reference)),
  };
}

async function within<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new PanelError("engine-timeout", `The engine did not answer within ${patienceMs / 1000} s`, {
            fix: "Try again in a moment. If it stays so, look into the engine's log (journalctl -u docker).",
          }),
        ),
      patienceMs,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
