import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFaultProxy } from "@/e2e/registry/fault-proxy.mjs";
import { startRegistry } from "@/e2e/registry/registry.mjs";
import { pushSyntheticImage } from "@/e2e/registry/synthetic-image.mjs";
import { unless } from "@/lib/adapters/docker/containers";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import type { LayerProgress, RegistryLogin } from "@/lib/ports/engine";

const MIB = 1024 * 1024;
const LOGIN = { user: "slipway", password: "right" };

let at: Awaited<ReturnType<typeof realEngine>>;
let folder: string;
let registry: Awaited<ReturnType<typeof startRegistry>>;
let closed: Awaited<ReturnType<typeof startRegistry>>;
let proxy: Awaited<ReturnType<typeof startFaultProxy>>;
const pulled = new Set<string>();

beforeAll(async () => {
  at = await realEngine("pull");
  folder = await mkdtemp(join(tmpdir(), "slipway-pull-test-"));
  const log = () => {};
  registry = await startRegistry({ storeDir: join(folder, "open"), log });
  closed = await startRegistry({ storeDir: join(folder, "closed"), htpasswd: LOGIN, log });
  proxy = await startFaultProxy({ upstream: registry.host });
}, 120_000);

afterAll(async () => {
  for (const image of pulled) await at.docker.getImage(image).remove({ force: true }).catch(unless(404));
  await proxy.stop();
  await registry.stop();
  await closed.stop();
  await rm(folder, { recursive: true, force: true });
  await at.cleanUp();
});

async function push(layers: readonly number[], to = registry, architecture?: string) {
  const repository = `${at.run}/image`;
  const tag = Math.random().toString(36).slice(2);
  return pushSyntheticImage({
    registry: to,
    repository,
    tag,
    layers,
    labels: { "slipway.test": at.run },
    ...(architecture !== undefined && { architecture }),
  });
}

async function pull(
  image: string,
  login: RegistryLogin | null = null,
  signal = new AbortController().signal,
) {
  const layers = new Map<string, LayerProgress>();
  const steps: LayerProgress[] = [];
  const output: string[] = [];
  await at.engine.pullImage(image, {
    login,
    signal,
    onProgress: (layer) => {
      layers.set(layer.layer, layer);
      steps.push(layer);
    },
    onOutput: (text) => output.push(text),
  });
  pulled.add(image);
  return { layers: [...layers.values()], steps, output };
}

const throughProxy = (image: string) => image.replace(registry.host, proxy.host);

describe("a pull on the real engine", { timeout: 90_000 }, () => {
  it("adds up to the image's size, layer by layer", async () => {
    const { image, totalBytes } = await push([24 * MIB, 5 * MIB, 4_096]);
    const { layers, steps, output } = await pull(image);
    expect(layers.map(({ state }) => state)).toEqual(["ready", "ready", "ready"]);
    expect(layers.reduce((sum, layer) => sum + layer.totalBytes, 0)).toBe(totalBytes);
    expect(layers.reduce((sum, layer) => sum + layer.doneBytes, 0)).toBe(totalBytes);
    expect(steps.some(({ state, doneBytes }) => state === "downloading" && doneBytes > 0)).toBe(true);
    for (const { doneBytes, totalBytes: total } of steps) expect(doneBytes).toBeLessThanOrEqual(total);
    expect(output.join("\n")).toContain("Status: Downloaded newer image");
    expect(await at.engine.inspectImage(image)).toMatchObject({ labels: { "slipway.test": at.run } });
    expect((await pull(image)).output.join("\n")).toContain("Image is up to date");
  });

  it("says which layers are there already", async () => {
    const base = await push([MIB]);
    const [, digest] = base.digest.split(":");
    expect(digest).toHaveLength(64);
    await pull(base.image);
    const { layers } = await pull(`${base.image.replace(/:[^:/]*$/, "")}@${base.digest}`);
    for (const layer of layers) expect(layer).toMatchObject({ state: "ready", present: true });
  });

  it("ends at once when it is cancelled, and leaves no half image", async () => {
    const { image } = await push([24 * MIB, 8 * MIB]);
    proxy.setFault(({ isBlob }) => (isBlob ? { bytesPerSecond: 2 * MIB } : undefined));
    const stop = new AbortController();
    const slow = throughProxy(image);
    const pulling = pull(slow, null, stop.signal);
    setTimeout(() => stop.abort(), 1_500);
    await expect(pulling).rejects.toMatchObject({ code: "job-cancelled" });
    expect(await at.engine.inspectImage(slow)).toBeNull();
    const servedAt = () => proxy.requests.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
    await expect
      .poll(
        async () => {
          const before = servedAt();
          await new Promise((resolve) => setTimeout(resolve, 500));
          return servedAt() - before;
        },
        { timeout: 15_000 },
      )
      .toBe(0);
  });

  it("recovers by itself from one cut", async () => {
    const { image, totalBytes } = await push([6 * MIB]);
    proxy.setFault(({ isBlob, attempt }) => (isBlob && attempt === 1 ? { cutAfterBytes: MIB } : undefined));
    const { layers } = await pull(throughProxy(image));
    expect(layers.reduce((sum, layer) => sum + layer.doneBytes, 0)).toBeGreaterThanOrEqual(
      totalBytes - 8_192,
    );
  });

  it("names a tag that does not exist", async () => {
    await expect(pull(`${registry.host}/${at.run}/image:missing`)).rejects.toMatchObject({
      code: "image-missing",
    });
  });

  it("names a refused login, and takes the right one", async () => {
    const { image } = await push([64 * 1024], closed);
    await expect(pull(image)).rejects.toMatchObject({ code: "image-login-refused" });
    const login = (password: string) => ({ username: LOGIN.user, password, serverAddress: closed.host });
    await expect(pull(image, login("wrong"))).rejects.toMatchObject({ code: "image-login-refused" });
    await pull(image, login(LOGIN.password));
    expect(await at.engine.inspectImage(image)).not.toBeNull();
  });

  it("names a registry that nobody serves", async () => {
    await expect(pull("127.0.0.1:9/nobody/here:1")).rejects.toMatchObject({ code: "image-pull-failed" });
  });

  it("tells for which processor an image is made", async () => {
    const { image } = await push([64 * 1024], registry, "s390x");
    await pull(image).catch((error: unknown) => {
      expect(error).toMatchObject({ code: "architecture-unsupported" });
    });
    const found = await at.engine.inspectImage(image);
    if (found !== null) expect(found.architecture).toBe("s390x");
  });
});
