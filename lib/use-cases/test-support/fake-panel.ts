import { FakeWorld } from "@/lib/jobs/test-support/fake-world";
import { MemoryVolumeFiles } from "@/lib/ports/fakes/memory-volume-files";
import { createPanel } from "@/lib/use-cases/create-panel";
import type { Panel } from "@/lib/use-cases/panel";
import type { PanelDependencies } from "@/lib/use-cases/panel-dependencies";
import { fakeRouting } from "@/lib/use-cases/test-support/fake-routing";

/** A panel on an engine and stores in memory, with the small kind, not yet started. */
export function fakePanel(change: Partial<PanelDependencies> = {}): { panel: Panel; world: FakeWorld } {
  const world = new FakeWorld();
  const { services } = world.worker();
  const panel = createPanel({
    ...services,
    volumeFiles: new MemoryVolumeFiles(),
    routing: fakeRouting(),
    mail: { send: async () => ({ sent: true, said: "250 OK" }) },
    engineOff: null,
    engineSocket: null,
    clock: services.now,
    jobTimings: services.timings,
    random: { bytes: (length) => new Uint8Array(length).fill(7) },
    fingerprintKey: new Uint8Array(32),
    holder: "test",
    ...change,
  });
  return { panel, world };
}
