import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readManifest } from "./registry-client.mjs";
import { pushSyntheticImage } from "./synthetic-image.mjs";
import { ensureTestRegistry, stopTestRegistry } from "./test-registry.mjs";

const log = () => {};
let cache = "";

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), "slipway-cache-"));
  vi.stubEnv("SLIPWAY_TEST_CACHE", cache);
});

afterEach(async () => {
  await stopTestRegistry();
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

async function registryPid(): Promise<number> {
  return JSON.parse(await readFile(join(cache, "registry-state.json"), "utf8")).pid;
}

test("callers at the same time get one registry", async () => {
  const found = await Promise.all([1, 2, 3].map(() => ensureTestRegistry({ log })));
  expect(new Set(found.map((registry) => registry.host)).size).toBe(1);
}, 120_000);

test("a killed registry comes back on its port with its images", async () => {
  const first = await ensureTestRegistry({ log });
  const image = { repository: "test/kept", tag: "1", layers: [2048] };
  const { digest } = await pushSyntheticImage({ registry: first, ...image });
  process.kill(await registryPid(), "SIGKILL");
  await nobodyAnswers(first.url);
  const second = await ensureTestRegistry({ log });
  expect(second.host).toBe(first.host);
  expect((await readManifest(second, "test/kept", "1"))?.digest).toBe(digest);
}, 120_000);

test("stopping ends the process, and a second stop finds nothing", async () => {
  const { url } = await ensureTestRegistry({ log });
  expect(await stopTestRegistry()).toBe(true);
  await nobodyAnswers(url);
  expect(await stopTestRegistry()).toBe(false);
}, 120_000);

/** A connection that is taken while the process dies may never be answered: that is no answer either. */
async function nobodyAnswers(url: string): Promise<void> {
  const ask = () => fetch(`${url}/v2/`, { signal: AbortSignal.timeout(1_000) });
  await vi.waitFor(() => expect(ask()).rejects.toThrow(), { timeout: 10_000 });
}
