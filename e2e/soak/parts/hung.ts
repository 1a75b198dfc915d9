import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { makeOwner, signedInHeaders } from "@/e2e/bench/signed-in-web";
import { type PrivateEngine, privateEngineRefusal } from "@/e2e/soak/engine/private-engine";
import { assertGone } from "@/e2e/soak/panel/engine-facts";
import { openWithOwnEngine } from "@/e2e/soak/panel/own-engine";
import { ask, carryOut, createStack, type Saved, untilEnded } from "@/e2e/soak/panel/stacks";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { SoakPart } from "@/e2e/soak/soak-part";
import { routes } from "@/lib/api/contract/routes";
import { directus } from "@/lib/stacks/directus/directus";

const SHORT = "15 seconds";
const LONG = "2 minutes";
const HANG_MS: Readonly<Record<string, number>> = { [SHORT]: 15_000, [LONG]: 120_000 };
const PAGE_MS = 2000;
const BANNER_MS = 10_000;
const NORMAL_MS = 5000;
/** The banner, and what stands in its place on the engine's own page; not what a job says of the same silence. */
const BANNER = />[^<]{1,40} does not answer\.?</;

/** An engine that takes connections and says nothing: the panel stays quick, says so, and finds back by itself. */
export const hungPart: SoakPart = {
  name: "hung",
  title: "An engine that hangs",
  ids: [SHORT, LONG],
  tenth: [SHORT],
  refusal: privateEngineRefusal,
  open: () =>
    openWithOwnEngine("hung", { product: true }, async ({ engine, worker }) => {
      await makeOwner(worker);
      const web = await SignedInWeb.open(worker);
      await standIn(worker);
      const panel = { engine, worker, web };
      return (id) => hang(panel, HANG_MS[id] ?? 0);
    }),
};

type Panel = { engine: PrivateEngine; worker: WorkerUnderTest; web: SignedInWeb };

/** The pages need a stack with a container, and nothing that is in it: the small image answers to Directus' name. */
async function standIn({ docker, around }: WorkerUnderTest): Promise<void> {
  const tiny = `${around.registry}/slipway-test/tiny:1`;
  await docker.createImage({ fromImage: tiny }).then((answer) => text(answer));
  const version = directus.versions[0]?.id ?? "";
  await docker.getImage(tiny).tag({ repo: `${around.registry}/directus/directus`, tag: version });
}

async function hang(panel: Panel, hangMs: number): Promise<string> {
  const { engine, worker, web } = panel;
  const stack = await createStack(worker, { database: "sqlite" }, "directus");
  // It never gets healthy: the deploy is at work all the time.
  const job = await ask(worker, "deploy", stack);
  while ((await runningOf(worker, stack)) === 0) await sleep(50);
  const pages = pagesOf(stack, String(job.number));
  // Each is compiled at its first visit; that it is there is looked at with a healthy engine.
  for (const page of pages) assert(!(await web.open(page)).text.match(BANNER), `a banner on ${page}`);

  const hungAtMs = performance.now();
  engine.hang();
  const slow: string[] = [];
  let slowestMs = 0;
  let bannerAtMs: number | null = null;
  let visits = 0;
  try {
    while (performance.now() - hungAtMs < hangMs) {
      for (const page of pages) {
        const beganMs = performance.now() - hungAtMs;
        const { text: html, tookMs, status } = await web.open(page);
        visits += 1;
        slowestMs = Math.max(slowestMs, tookMs);
        if (tookMs > PAGE_MS) slow.push(`${page} ${Math.round(tookMs)} ms`);
        assert.equal(status, 200, page);
        if (BANNER.test(html)) bannerAtMs ??= performance.now() - hungAtMs;
        else assert(beganMs < BANNER_MS, `no banner on ${page} after ${Math.round(beganMs)} ms`);
      }
      await sleep(200);
    }
  } finally {
    engine.wake();
  }
  const wokeAtMs = performance.now();
  assert(bannerAtMs !== null, "there never was a banner");
  assert.deepEqual(slow, [], `pages slower than ${PAGE_MS} ms`);
  while ((await web.open("/")).text.match(BANNER)) {
    if (performance.now() - wokeAtMs > NORMAL_MS) {
      const { host } = await worker.control.call(routes["engine.show"], {});
      assert.fail(`still a banner, ${NORMAL_MS} ms after it woke: ${host.engine.reason}`);
    }
    await sleep(100);
  }
  const normalMs = Math.round(performance.now() - wokeAtMs);
  await assertJobLives(worker, stack, job.id);
  return (
    `${visits} pages, the slowest in ${Math.round(slowestMs)} ms; banner after ${Math.round(bannerAtMs)} ms, ` +
    `normal ${normalMs} ms after it woke`
  );
}

/** The deploy waited for the engine, and a person can end it now; or it was silent for too long, and the job says so. */
async function assertJobLives(worker: WorkerUnderTest, stack: Saved, job: string): Promise<void> {
  const { control } = worker;
  const { state, error } = await control.call(routes["jobs.show"], { params: { job } });
  if (state === "failed") assert.equal(error?.code, "engine-timeout", error?.message);
  else {
    await control.call(routes["jobs.cancel"], { params: { job } });
    assert.equal((await untilEnded(worker, job)).state, "cancelled");
  }
  await carryOut(worker, "remove", stack);
  await assertGone(worker.docker, stack);
}

async function runningOf({ docker }: WorkerUnderTest, stack: Saved): Promise<number> {
  return (await docker.listContainers({ filters: { label: [`slipway.stack=${stack.id}`] } })).length;
}

function pagesOf({ name }: Saved, job: string): string[] {
  const stack = ["", "/logs", "/settings", "/keys", "/files", "/backups", "/activity", "/plan"];
  const others = ["/", "/activity", "/engine", "/new", "/keys", "/settings", "/settings/people"];
  return [
    ...others,
    ...["/settings/backups", "/settings/audit", `/jobs/${job}`],
    ...stack.map((tab) => `/stacks/${name}${tab}`),
  ];
}

/** The pages as a browser asks for them that is signed in as the owner. */
class SignedInWeb {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  private constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.#headers = headers;
  }

  static async open(worker: WorkerUnderTest): Promise<SignedInWeb> {
    const url = await worker.startWeb();
    return new SignedInWeb(url, await signedInHeaders(url));
  }

  /** The whole page, up to its last byte. */
  async open(path: string): Promise<{ status: number; text: string; tookMs: number }> {
    const fromMs = performance.now();
    const answer = await fetch(new URL(path, this.#url), { headers: this.#headers, redirect: "manual" });
    const html = await answer.text();
    return { status: answer.status, text: html, tookMs: performance.now() - fromMs };
  }
}
