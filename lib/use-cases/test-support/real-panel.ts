import { join } from "node:path";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { StackBackupFolder } from "@/lib/adapters/backup/stack-backup-folder";
import { SealedStreams } from "@/lib/adapters/crypto/sealed-stream";
import { systemRandom } from "@/lib/adapters/crypto/system-random";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import { createVolumeFiles } from "@/lib/adapters/docker/volume-files";
import { NodeHost } from "@/lib/adapters/host/node-host";
import { smtpSender } from "@/lib/adapters/mail/smtp-sender";
import { fetchProbeTransport } from "@/lib/adapters/probes/fetch-probe-transport";
import { MemoryJobStore } from "@/lib/ports/fakes/memory-job-store";
import { MemoryStackBackups } from "@/lib/ports/fakes/memory-stack-backups";
import { MemoryStackStore } from "@/lib/ports/fakes/memory-stack-store";
import { createPanel } from "@/lib/use-cases/create-panel";
import type { PanelDependencies } from "@/lib/use-cases/panel-dependencies";
import { fakeRouting } from "@/lib/use-cases/test-support/fake-routing";
import { tinyKind } from "@/lib/use-cases/test-support/tiny-kind";

/**
 * A panel on this machine's engine, with stores in memory and the small kind, unless told otherwise; several may share
 * the stores.
 */
export async function realPanel(suite: string, change: Partial<PanelDependencies> = {}) {
  const at = await realEngine(suite);
  const image = await at.tinyImage();
  // Of its own: other panels of tests stand beside it.
  const port = await freeLoopbackPort();
  const faults: unknown[] = [];
  const stacks = new MemoryStackStore();
  const jobs = new MemoryJobStore();
  const dependencies: PanelDependencies = {
    engine: at.engine,
    engineOff: null,
    engineSocket: at.socketPath,
    compose: at.compose,
    volumeFiles: createVolumeFiles({ socketPath: at.socketPath }),
    stacks,
    jobs,
    stackBackups: new MemoryStackBackups(jobs, stacks),
    stackBackupFiles: new StackBackupFolder(
      join(at.scratchFolder, "stack-backups"),
      new SealedStreams({ id: "0a1b2c3d", bytes: systemRandom.bytes(32) }),
    ),
    host: new NodeHost(null),
    probes: fetchProbeTransport,
    mail: smtpSender,
    kinds: { tiny: tinyKind(image, port) },
    registry: { host: null, login: null },
    routing: fakeRouting(),
    labels: { "slipway.test": at.run },
    allowStandIns: true,
    clock: () => new Date(),
    random: systemRandom,
    fingerprintKey: systemRandom.bytes(32),
    holder: "test",
    failPoints: async () => {},
    onFault: (error) => faults.push(error),
    ...change,
  };
  const panel = createPanel(dependencies);
  await panel.start();
  return {
    ...at,
    panel,
    stacks,
    jobs,
    faults,
    image,
    port,
    dependencies,
    async close(): Promise<void> {
      await panel.stop();
      await at.cleanUp();
    },
  };
}
