import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dockerAt } from "@/e2e/panel/run-traces";
import { findSurroundings } from "@/e2e/panel/surroundings";
import { startFaultProxy } from "@/e2e/registry/fault-proxy.mjs";
import { startRegistry } from "@/e2e/registry/registry.mjs";
import { pushSyntheticImage } from "@/e2e/registry/synthetic-image.mjs";

const MIB = 1024 * 1024;

/** Images of Directus' stack, in names and rough proportions, without content. */
const IMAGES = [
  { repository: "directus/directus", tag: "12.4.0", layers: [3 * MIB, 28 * MIB, 12 * MIB, 96 * MIB] },
  { repository: "postgis/postgis", tag: "17-3.5", layers: [30 * MIB, 64 * MIB, 8 * MIB] },
  { repository: "library/redis", tag: "8.0.2-alpine", layers: [4 * MIB, 14 * MIB] },
];

/** A registry that hands its images out slowly, for pictures of a pull. */
export async function startSlowRegistry(bytesPerSecond: number) {
  const storeDir = await mkdtemp(join(tmpdir(), "slipway-slow-"));
  const registry = await startRegistry({ storeDir, log: () => {} });
  for (const image of IMAGES) await pushSyntheticImage({ registry, ...image });
  const proxy = await startFaultProxy({ upstream: registry.host, bytesPerSecond });
  return {
    host: proxy.host,
    async stop(): Promise<void> {
      const docker = dockerAt((await findSurroundings()).socket);
      for (const { repository, tag } of IMAGES) {
        // What was pulled of them; a pull that was cut short left nothing.
        await docker.getImage(`${proxy.host}/${repository}:${tag}`).remove().catch(ignoreMissing);
      }
      await proxy.stop();
      await registry.stop();
      await rm(storeDir, { recursive: true, force: true });
    },
  };
}

function ignoreMissing(error: unknown): void {
  if (typeof error === "object" && error !== null && "statusCode" in error && error.statusCode === 404)
    return;
  throw error;
}
