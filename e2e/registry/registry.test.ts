import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFaultProxy } from "./fault-proxy.mjs";
import { startRegistry } from "./registry.mjs";
import { deleteManifest, pingRegistry, readImage, readManifest } from "./registry-client.mjs";
import { pushSyntheticImage } from "./synthetic-image.mjs";

const login = { user: "tester", password: "p$ss 'word' \"é" };
let folder = "";
let open: Awaited<ReturnType<typeof startRegistry>>;
let guarded: Awaited<ReturnType<typeof startRegistry>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-registry-test-"));
  const log = () => {};
  open = await startRegistry({ storeDir: join(folder, "open"), log });
  guarded = await startRegistry({ storeDir: join(folder, "guarded"), htpasswd: login, log });
}, 120_000);

afterAll(async () => {
  await open.stop();
  await guarded.stop();
  await rm(folder, { recursive: true });
});

test("a synthetic image has exactly the bytes that were asked for, and never the same ones twice", async () => {
  const image = { registry: open, repository: "test/exact", tag: "1", layers: [2048, 512_000, 3_145_728] };
  const first = await pushSyntheticImage({ ...image, labels: { a: "b" }, architecture: "s390x" });
  expect(first.totalBytes).toBe(2048 + 512_000 + 3_145_728);
  const stored = await readImage(open, "test/exact", "1");
  expect(stored?.digest).toBe(first.digest);
  expect(stored?.manifest.layers.map((layer) => layer.size)).toEqual(image.layers);
  expect(stored?.config).toMatchObject({ architecture: "s390x", config: { Labels: { a: "b" } } });
  const second = await pushSyntheticImage({ ...image, tag: "2" });
  expect(second.layerDigests).not.toContain(first.layerDigests[1]);
  const blob = await fetch(`${open.url}/v2/test/exact/blobs/${first.layerDigests[2]}`);
  expect((await blob.arrayBuffer()).byteLength).toBe(3_145_728);
});

test("layers can stand on another image and keep its settings", async () => {
  const below = await pushSyntheticImage({
    ...{ registry: open, repository: "test/below", tag: "1", layers: [4096] },
    entrypoint: ["/run"],
    labels: { kept: "yes" },
  });
  const above = await pushSyntheticImage({
    ...{ registry: open, repository: "test/above", tag: "1", layers: [8192] },
    base: { repository: "test/below", tag: "1" },
  });
  expect(above.totalBytes).toBe(4096 + 8192);
  expect(above.layerDigests[0]).toBe(below.layerDigests[0]);
  const config = (await readImage(open, "test/above", "1"))?.config.config;
  expect(config).toMatchObject({ Entrypoint: ["/run"], Labels: { kept: "yes" } });
});

test("a size that tar cannot have is refused", async () => {
  const image = { registry: open, repository: "test/odd", tag: "1" };
  await expect(pushSyntheticImage({ ...image, layers: [2049] })).rejects.toThrow(/multiple of 512/);
  await expect(pushSyntheticImage({ ...image, layers: [1024] })).rejects.toThrow(/at least 2048/);
});

test("a removed manifest is gone, and a missing tag is no error", async () => {
  const { digest } = await pushSyntheticImage({
    ...{ registry: open, repository: "test/gone", tag: "1", layers: [2048] },
  });
  await deleteManifest(open, "test/gone", digest);
  expect(await readManifest(open, "test/gone", "1")).toBeUndefined();
});

test("a guarded registry lets in its one user only", async () => {
  expect((await pingRegistry({ url: guarded.url })).status).toBe(401);
  const wrong = `Basic ${Buffer.from("tester:wrong").toString("base64")}`;
  expect((await pingRegistry({ url: guarded.url, authorization: wrong })).status).toBe(401);
  expect((await pingRegistry(guarded)).status).toBe(200);
  await pushSyntheticImage({ registry: guarded, repository: "test/secret", tag: "1", layers: [2048] });
  expect(await readManifest(guarded, "test/secret", "1")).toBeDefined();
});

test("the proxy cuts a blob at the byte, also for a client that resumes", async () => {
  const image = await pushSyntheticImage({
    ...{ registry: open, repository: "test/cut", tag: "1", layers: [1_048_576] },
  });
  const proxy = await startFaultProxy({ upstream: open.host, cutBlobAfterBytes: 300_000 });
  try {
    const path = `/v2/test/cut/blobs/${image.layerDigests[0]}`;
    const answer = await fetch(proxy.url + path);
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect(proxy.requests.at(-1)).toMatchObject({ status: 200, bodyBytes: 300_000, cut: true });
    const resumed = await fetch(proxy.url + path, { headers: { range: "bytes=200000-" } });
    expect(resumed.status).toBe(206);
    await expect(resumed.arrayBuffer()).rejects.toThrow();
    expect(proxy.requests.at(-1)).toMatchObject({ status: 206, bodyBytes: 100_000, cut: true });
    proxy.setFault(() => undefined);
    expect((await (await fetch(proxy.url + path)).arrayBuffer()).byteLength).toBe(1_048_576);
  } finally {
    await proxy.stop();
  }
});

test("the proxy refuses, slows down and hangs by request", async () => {
  const image = await pushSyntheticImage({
    ...{ registry: open, repository: "test/slow", tag: "1", layers: [204_800] },
  });
  const proxy = await startFaultProxy({
    upstream: open.host,
    choose: ({ isBlob, attempt }) =>
      isBlob ? { bytesPerSecond: 409_600 } : attempt === 1 ? { status: 500 } : undefined,
  });
  try {
    const manifest = `${proxy.url}/v2/test/slow/manifests/1`;
    expect((await fetch(manifest)).status).toBe(500);
    expect((await fetch(manifest)).status).toBe(200);
    const startedAt = performance.now();
    await (await fetch(`${proxy.url}/v2/test/slow/blobs/${image.layerDigests[0]}`)).arrayBuffer();
    expect(performance.now() - startedAt).toBeGreaterThan(400);
    proxy.setFault(() => ({ hang: true }));
    await expect(fetch(manifest, { signal: AbortSignal.timeout(300) })).rejects.toThrow(/timeout/i);
  } finally {
    await proxy.stop();
  }
});

test("a port that is taken is an error when that very port was asked for", async () => {
  const port = Number(new URL(open.url).port);
  const settings = { storeDir: join(folder, "third"), port, log: () => {} };
  await expect(startRegistry(settings)).rejects.toThrow(/address already in use/);
});
