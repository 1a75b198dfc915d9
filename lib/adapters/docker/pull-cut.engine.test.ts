import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startFaultProxy } from "@/e2e/registry/fault-proxy.mjs";
import { startRegistry } from "@/e2e/registry/registry.mjs";
import { pushSyntheticImage } from "@/e2e/registry/synthetic-image.mjs";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";

const MIB = 1024 * 1024;

// In a file of its own: the engine tries five times, with 75 s of pauses between, before it gives up.
it("names a pull that is cut each time, and leaves no half image", { timeout: 180_000 }, async () => {
  const at = await realEngine("cut");
  const folder = await mkdtemp(join(tmpdir(), "slipway-cut-test-"));
  const registry = await startRegistry({ storeDir: join(folder, "store"), log: () => {} });
  const proxy = await startFaultProxy({ upstream: registry.host, cutBlobAfterBytes: 2 * MIB });
  try {
    const { image } = await pushSyntheticImage({
      registry,
      repository: `${at.run}/image`,
      tag: "1",
      layers: [4 * MIB],
      labels: { "slipway.test": at.run },
    });
    const cut = image.replace(registry.host, proxy.host);
    const retries = new Set<string>();
    const pulling = at.engine.pullImage(cut, {
      login: null,
      signal: new AbortController().signal,
      onProgress: () => {},
      onOutput: (text) => {
        if (text.includes("Retrying")) retries.add(text);
      },
    });
    await expect(pulling).rejects.toMatchObject({ code: "image-pull-failed" });
    expect(retries.size).toBeGreaterThan(0);
    expect(await at.engine.inspectImage(cut)).toBeNull();
  } finally {
    await proxy.stop();
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
    await at.cleanUp();
  }
});
