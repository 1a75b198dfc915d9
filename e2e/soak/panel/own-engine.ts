import { PrivateEngine } from "@/e2e/soak/engine/private-engine";
import { type WorkerPlace, WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { OpenPart } from "@/e2e/soak/soak-part";

export type OwnEngine = { engine: PrivateEngine; worker: WorkerUnderTest };

/**
 * Opens a part whose worker has an engine of its own, which may be hung, killed and filled; both end with the part.
 * @param place `store` is the folder of the engine's data, when it is not to be one of its own
 */
export async function openWithOwnEngine(
  name: string,
  place: Omit<WorkerPlace, "engine"> & { store?: string },
  prepare: (opened: OwnEngine) => Promise<OpenPart["run"]>,
): Promise<OpenPart> {
  const engine = await PrivateEngine.open(place.store);
  let worker: WorkerUnderTest | undefined;
  const close = async () => {
    // A worker's end waits for what the engine owes it.
    engine.wake();
    await worker?.close();
    await engine.close();
  };
  try {
    worker = await WorkerUnderTest.open(name, { ...place, engine });
    return { run: await prepare({ engine, worker }), close };
  } catch (error) {
    await close();
    throw error;
  }
}
