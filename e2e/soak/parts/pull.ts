import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startFaultProxy } from "@/e2e/registry/fault-proxy.mjs";
import { startRegistry } from "@/e2e/registry/registry.mjs";
import { copyImage } from "@/e2e/soak/panel/copy-image";
import { assertWhole, containersOf } from "@/e2e/soak/panel/engine-facts";
import { FreshImages } from "@/e2e/soak/panel/fresh-images";
import { ask, carryOut, createStack, type Saved, untilEnded } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { OpenPart, SoakPart } from "@/e2e/soak/soak-part";
import type { JobView, PullView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";

const MIB = 1024 * 1024;
const TINY = { repository: "slipway-test/tiny", tag: "1" } as const;
const LOGIN = { user: "slipway", password: "right" };
/** Slow enough to be met half way. */
const SLOW_BYTES_PER_SECOND = 4 * MIB;
/** The engine tries a broken layer six times before it gives up, and the panel asks it three times. */
const CUT_TIMEOUT_MS = 8 * 60_000;

type Place = {
  worker: WorkerUnderTest;
  open: Awaited<ReturnType<typeof startRegistry>>;
  closed: Awaited<ReturnType<typeof startRegistry>>;
  proxy: Awaited<ReturnType<typeof startFaultProxy>>;
  images: FreshImages;
  closedImages: FreshImages;
};

const TRIES: Readonly<Record<string, (place: Place) => Promise<string>>> = {
  "one layer adds up": (place) => addsUp(place, [24 * MIB]),
  "layers of all sizes add up": (place) => addsUp(place, [4096, 3 * MIB, 16 * MIB, 512 * 1024]),
  "cancel at the first bytes": (place) => cancelled(place, 200),
  "cancel in the middle": (place) => cancelled(place, 2500),
  "missing tag": missingTag,
  "no login": (place) => loginRefused(place, {}),
  "wrong login": (place) =>
    loginRefused(place, { SLIPWAY_REGISTRY_USERNAME: LOGIN.user, SLIPWAY_REGISTRY_PASSWORD: "wrong" }),
  "right login": rightLogin,
  "blob cut once": cutOnce,
  "blob cut each time": cutAlways,
};

/** Pulls by a deploy, from registries of this run, through a proxy that spoils answers. */
export const pullPart: SoakPart = {
  name: "pull",
  title: "Images on their way to the engine",
  ids: Object.keys(TRIES),
  tenth: ["layers of all sizes add up", "cancel in the middle", "missing tag", "wrong login"],
  async open(): Promise<OpenPart> {
    const worker = await WorkerUnderTest.open("pull");
    const folder = await mkdtemp(join(tmpdir(), "slipway-soak-registry-"));
    const log = () => {};
    const open = await startRegistry({ storeDir: join(folder, "open"), log });
    const closed = await startRegistry({ storeDir: join(folder, "closed"), htpasswd: LOGIN, log });
    const proxy = await startFaultProxy({ upstream: open.host });
    const shared = { url: `http://${worker.around.registry}` };
    await copyImage(shared, open, TINY.repository, TINY.tag);
    await copyImage(shared, closed, TINY.repository, TINY.tag);
    const place = {
      ...{ worker, open, closed, proxy },
      images: new FreshImages(worker, open),
      closedImages: new FreshImages(worker, closed),
    };
    return {
      run: async (id) => {
        const attempt = TRIES[id];
        if (attempt === undefined) throw new Error(`There is no try “${id}”`);
        return attempt(place);
      },
      close: async () => {
        await worker.close();
        await place.images.remove();
        await Promise.all([proxy.stop(), open.stop(), closed.stop()]);
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};

/** The worker anew, with all images from there. */
async function pullFrom(
  { worker }: Place,
  registry: string,
  login: Readonly<Record<string, string>> = {},
): Promise<void> {
  await worker.stop();
  await worker.start({ SLIPWAY_REGISTRY: registry, ...login });
}

async function addsUp(place: Place, layers: readonly number[]): Promise<string> {
  const { worker, proxy, images } = place;
  await pullFrom(place, proxy.host);
  proxy.setFault(({ isBlob }) => (isBlob ? { bytesPerSecond: 3 * SLOW_BYTES_PER_SECOND } : undefined));
  const image = await images.push(layers);
  const stack = await createStack(worker, { image });
  const { pulls, job } = await watchPull(worker, await ask(worker, "deploy", stack));
  assert.equal(job.state, "succeeded", job.error?.message);
  const last = pulls.at(-1);
  assert(last !== undefined);
  // The layer of the small test image may be on the engine: then it is shown, and costs nothing.
  const own = images.sizeOf(image) - sum(layers);
  const shown = (last.images[0]?.layers ?? []).map(({ totalBytes }) => totalBytes);
  const base = shown.includes(0) ? 0 : own;
  assert.deepEqual(shown.toSorted(byNumber), [base, ...layers].toSorted(byNumber), "bytes by layer");
  const wanted = base + sum(layers);
  assert.deepEqual({ done: last.doneBytes, total: last.totalBytes }, { done: wanted, total: wanted });
  const moving = pulls.filter(({ doneBytes }) => doneBytes > 0 && doneBytes < wanted);
  assert(moving.length > 1, "no progress was shown in between");
  for (const view of pulls) assert(view.doneBytes <= view.totalBytes, "more done than there is");
  await carryOut(worker, "remove", stack);
  return `${wanted} of ${wanted} bytes in ${layers.length + 1} layers, ${moving.length} steps in between`;
}

const byNumber = (a: number, b: number) => a - b;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Everything that the pull step showed on the way. */
async function watchPull(
  { control }: WorkerUnderTest,
  { id }: JobView,
): Promise<{ pulls: PullView[]; job: JobView }> {
  const pulls: PullView[] = [];
  let job: JobView | undefined;
  for await (const line of control.lines(routes["jobs.events"], { params: { job: id } })) {
    if (line.type !== "job") continue;
    job = line.job;
    const pull = job.steps.find((step) => step.id === "pull")?.pull;
    if (pull !== undefined) pulls.push(pull);
    if (job.endedAt !== null) break;
  }
  assert(job !== undefined);
  return { pulls, job };
}

async function cancelled(place: Place, afterMs: number): Promise<string> {
  const { worker, proxy, images } = place;
  await pullFrom(place, proxy.host);
  proxy.setFault(({ isBlob }) => (isBlob ? { bytesPerSecond: SLOW_BYTES_PER_SECOND } : undefined));
  const image = await images.push([24 * MIB, 8 * MIB]);
  const stack = await createStack(worker, { image });
  const job = await ask(worker, "deploy", stack);
  while ((await stepOf(worker, job)) !== "pull") await sleep(20);
  await sleep(afterMs);
  await worker.control.call(routes["jobs.cancel"], { params: { job: job.id } });
  const verdict = await untilEnded(worker, job.id);
  assert.deepEqual([verdict.state, verdict.error?.code], ["cancelled", "job-cancelled"]);
  assert.deepEqual(await containersOf(worker.docker, stack), []);
  assert.equal(await isOnEngine(worker, `${proxy.host}/${image}`), false, "half an image is on the engine");
  proxy.setFault(() => undefined);
  await carryOut(worker, "deploy", stack);
  assertWhole(await containersOf(worker.docker, stack));
  await carryOut(worker, "remove", stack);
  return `${verdict.error?.message} The next deploy pulled it whole.`;
}

async function stepOf({ control }: WorkerUnderTest, { id }: JobView): Promise<string | undefined> {
  const { steps, endedAt } = await control.call(routes["jobs.show"], { params: { job: id } });
  assert.equal(endedAt, null, "the job ended before its pull");
  return steps.find(({ state }) => state === "running")?.id;
}

async function isOnEngine({ docker }: WorkerUnderTest, reference: string): Promise<boolean> {
  const found = await docker.listImages({ filters: { reference: [reference] } });
  return found.length > 0;
}

async function missingTag(place: Place): Promise<string> {
  await pullFrom(place, place.open.host);
  return failsWith(place, "slipway-test/tiny:not-there", "image-missing");
}

async function loginRefused(place: Place, login: Readonly<Record<string, string>>): Promise<string> {
  await pullFrom(place, place.closed.host, login);
  return failsWith(place, await place.closedImages.push(), "image-login-refused");
}

async function rightLogin(place: Place): Promise<string> {
  const { worker, closed, closedImages } = place;
  await pullFrom(place, closed.host, {
    SLIPWAY_REGISTRY_USERNAME: LOGIN.user,
    SLIPWAY_REGISTRY_PASSWORD: LOGIN.password,
  });
  const stack = await createStack(worker, { image: await closedImages.push() });
  await carryOut(worker, "deploy", stack);
  await carryOut(worker, "remove", stack);
  return "pulled and deployed";
}

async function cutOnce(place: Place): Promise<string> {
  const { worker, proxy, images } = place;
  await pullFrom(place, proxy.host);
  proxy.setFault(({ isBlob, attempt }) => (isBlob && attempt === 1 ? { cutAfterBytes: MIB } : undefined));
  const stack = await createStack(worker, { image: await images.push([6 * MIB]) });
  await carryOut(worker, "deploy", stack);
  await carryOut(worker, "remove", stack);
  return "the engine went on by itself";
}

async function cutAlways(place: Place): Promise<string> {
  const { proxy, images } = place;
  await pullFrom(place, proxy.host);
  proxy.setFault(({ isBlob, method }) =>
    isBlob && method === "GET" ? { cutAfterBytes: 2 * MIB } : undefined,
  );
  return failsWith(place, await images.push([4 * MIB]), "image-pull-failed");
}

/** The deploy ends in this cause, with nothing left and the reason in words. */
async function failsWith({ worker }: Place, image: string, code: string): Promise<string> {
  const stack: Saved = await createStack(worker, { image });
  const job = await ask(worker, "deploy", stack);
  const verdict = await untilEnded(worker, job.id, CUT_TIMEOUT_MS);
  assert.deepEqual([verdict.state, verdict.error?.code], ["failed", code], verdict.error?.message);
  assert(verdict.error?.fix, "no word of what to do");
  assert.deepEqual(await containersOf(worker.docker, stack), []);
  await carryOut(worker, "remove", stack);
  return `${verdict.error.message} → ${verdict.error.fix}`;
}
