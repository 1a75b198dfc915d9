import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { makeOwner, signedInHeaders } from "@/e2e/bench/signed-in-web";
import { PrivateEngine, privateEngineRefusal } from "@/e2e/soak/engine/private-engine";
import { ask, carryOut, createStack, type Saved, untilEnded } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { SoakPart } from "@/e2e/soak/soak-part";
import { routes } from "@/lib/api/contract/routes";

const SHORT = "15 seconds";
const LONG = "2 minutes";
const HANG_MS: Readonly<Record<string, number>> = { [SHORT]: 15_000, [LONG]: 120_000 };
const PAGE_MS = 2000;
const BANNER_MS = 10_000;
const NORMAL_MS = 5000;
const BANNER = "does not answer.";

/** An engine that takes connections and says nothing: the panel stays quick, says so, and finds back by itself. */
export const hungPart: SoakPart = {
  name: "hung",
  title: "An engine that hangs",
  ids: [SHORT, LONG],
  tenth: [SHORT],
  refusal: privateEngineRefusal,
  async open() {
    const engine = await PrivateEngine.open();
    let worker: WorkerUnderTest | undefined;
    try {
      worker = await WorkerUnderTest.open("hung", { engine, product: true });
      await makeOwner(worker);
      const web = await SignedInWeb.open(worker);
      const stack = await createStack(worker, { database: "sqlite" }, "directus");
      await carryOut(worker, "deploy", stack);
      const panel = { engine, worker, web, stack };
      return {
        run: (id) => hang(panel, HANG_MS[id] ?? 0),
        close: async () => {
          engine.wake();
          await panel.worker.close();
          await engine.close();
        },
      };
    } catch (error) {
      await worker?.close();
      await engine.close();
      throw error;
    }
  },
};

type Panel = { engine: PrivateEngine; worker: WorkerUnderTest; web: SignedInWeb; stack: Saved };

async function hang(panel: Panel, hangMs: number): Promise<string> {
  const { engine, worker, web, stack } = panel;
  const pages = pagesOf(stack, await latestJob(worker, stack));
  // Each is compiled at its first visit; that it is there is looked at with a healthy engine.
  for (const page of pages) assert(!(await web.open(page)).text.includes(BANNER), `a banner on ${page}`);

  const hungAtMs = performance.now();
  engine.hang();
  const slow: string[] = [];
  let slowestMs = 0;
  let bannerAtMs: number | null = null;
  let visits = 0;
  let job: string | undefined;
  try {
    while (performance.now() - hungAtMs < hangMs) {
      for (const page of pages) {
        const beganMs = performance.now() - hungAtMs;
        const { text, tookMs, status } = await web.open(page);
        visits += 1;
        slowestMs = Math.max(slowestMs, tookMs);
        if (tookMs > PAGE_MS) slow.push(`${page} ${Math.round(tookMs)} ms`);
        assert.equal(status, 200, page);
        if (text.includes(BANNER)) bannerAtMs ??= performance.now() - hungAtMs;
        else assert(beganMs < BANNER_MS, `no banner on ${page} after ${Math.round(beganMs)} ms`);
      }
      // Somebody tries nevertheless: it must neither fail at once nor be lost.
      job ??= (await ask(worker, "restart", stack)).id;
      await sleep(200);
    }
  } finally {
    engine.wake();
  }
  const wokeAtMs = performance.now();
  assert(bannerAtMs !== null, "there never was a banner");
  assert.deepEqual(slow, [], `pages slower than ${PAGE_MS} ms`);
  while ((await web.open("/")).text.includes(BANNER)) {
    assert(performance.now() - wokeAtMs < NORMAL_MS, "still a banner");
    await sleep(100);
  }
  const normalMs = Math.round(performance.now() - wokeAtMs);
  if (job !== undefined) await assertVerdict(worker, stack, job);
  return (
    `${visits} pages, the slowest in ${Math.round(slowestMs)} ms; banner after ${Math.round(bannerAtMs)} ms, ` +
    `normal ${normalMs} ms after it woke`
  );
}

/** The restart that was asked for meanwhile: done, or failed by the silence; the stack runs in any case. */
async function assertVerdict(worker: WorkerUnderTest, stack: Saved, job: string): Promise<void> {
  const { state, error } = await untilEnded(worker, job);
  assert(
    state === "succeeded" || error?.code === "engine-timeout",
    `the restart ended as ${state}: ${error?.message}`,
  );
  const listed = await worker.docker.listContainers({ filters: { label: [`slipway.stack=${stack.id}`] } });
  assert.equal(listed.length, 1, "containers that run");
}

function pagesOf({ name }: Saved, job: string): string[] {
  const stack = ["", "/logs", "/settings", "/keys", "/files", "/activity", "/plan"];
  const others = ["/", "/activity", "/engine", "/new", "/keys", "/settings", "/settings/people"];
  return [
    ...others,
    ...["/settings/backups", "/settings/audit", `/jobs/${job}`],
    ...stack.map((tab) => `/stacks/${name}${tab}`),
  ];
}

async function latestJob({ control }: WorkerUnderTest, stack: Saved): Promise<string> {
  const { jobs } = await control.call(routes["jobs.list"], { query: { stack: stack.id, limit: 1 } });
  return String(jobs[0]?.number);
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
    const text = await answer.text();
    return { status: answer.status, text, tookMs: performance.now() - fromMs };
  }
}
