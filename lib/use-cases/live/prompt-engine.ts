import { PanelError } from "@/lib/errors";
import type { Engine } from "@/lib/ports/engine";
import { type EngineSight, NOT_YET_SEEN } from "@/lib/use-cases/live/engine-sight";

/** A healthy engine answers these within milliseconds. */
const PATIENCE_MS = 1200;

export type EngineReads = Pick<Engine, "listContainers" | "listNetworks" | "listVolumes" | "inspectImage">;

/**
 * The engine as pages ask it: a page that would wait for a silent engine tells nobody anything. One that is known to be
 * silent is not asked at all, so that calls do not pile up before it; the watch finds out when it is back. Jobs ask the
 * engine itself and have its own deadlines.
 */
export function promptEngine(engine: EngineReads, sight: () => EngineSight): EngineReads {
  const promptly = async <T>(ask: () => Promise<T>): Promise<T> => {
    const seen = sight();
    if (seen.state === "unreachable" && seen !== NOT_YET_SEEN) throw silent(seen.reason, seen.fix);
    return within(ask(), PATIENCE_MS);
  };
  return {
    listContainers: (filter) => promptly(() => engine.listContainers(filter)),
    listNetworks: (filter) => promptly(() => engine.listNetworks(filter)),
    listVolumes: (filter) => promptly(() => engine.listVolumes(filter)),
    inspectImage: (reference) => promptly(() => engine.inspectImage(reference)),
  };
}

function silent(reason: string, fix: string | null): PanelError {
  return new PanelError("engine-timeout", reason, { fix: fix ?? "Try again in a moment." });
}

async function within<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const fix = "Try again in a moment. If it stays so, look into the engine's log (journalctl -u docker).";
    const reason = `The engine did not answer within ${patienceMs / 1000} s`;
    timer = setTimeout(() => reject(silent(reason, fix)), patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
