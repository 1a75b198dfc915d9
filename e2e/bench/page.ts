import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type Docker from "dockerode";
import { type Browser, chromium, type Page } from "playwright";
import { type Benchmark, type Figure, loadNow, median, spread } from "@/e2e/bench/figure";
import { makeOwner, OWNER } from "@/e2e/bench/signed-in-web";
import { ROOT } from "@/e2e/panel/surroundings";
import { setUpChromium } from "@/e2e/run/chromium.mjs";
import { containersOf } from "@/e2e/soak/panel/engine-facts";
import { carryOut, createStack, type Saved } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { createTerminal } from "@/lib/launch/terminal.mjs";

const EVENTS = 20;
const EVENT_GOAL_MS = 50;
/** A stack may change twice a second before its changes are gathered. */
const EVENT_PAUSE_MS = 1500;
const SCRIPT_GOAL_KB = 250;
const MEMORY_GOAL_MIB = 220;
const MEMORY_LIMIT_MIB = 300;
const IDLE_MS = 60_000;

/** What a real Chromium sees of a panel as it was built, with a Directus on SQLite in it. */
export const pageBenchmark: Benchmark = {
  name: "page",
  async measure(say) {
    const found = await setUpChromium({ root: ROOT, env: process.env, terminal: createTerminal() });
    if ("reason" in found) throw new Error(found.reason);
    const worker = await WorkerUnderTest.open("bench", { product: true });
    let browser: Browser | undefined;
    try {
      await makeOwner(worker);
      const url = await worker.startWeb();
      const stack = await createStack(worker, { database: "sqlite" }, "directus");
      say("deploys Directus on SQLite");
      await carryOut(worker, "deploy", stack);
      browser = await chromium.launch({
        executablePath: found.path,
        args: ["--no-sandbox", "--disable-gpu"],
      });
      const page = await browser.newPage();
      const scripts = watchScripts(page);
      await signIn(page, url);
      await page.waitForLoadState("networkidle").catch(() => undefined);
      const script = await scriptFigure(scripts);
      say("clicks its path, then waits a minute");
      await clickPath(page, url, stack);
      await page.close();
      const memory = await memoryFigure(worker);
      say(`takes the time of ${EVENTS} engine events`);
      const events = await eventFigure(worker, await browser.newPage(), url, stack, say);
      return [script, memory, events];
    } finally {
      await browser?.close();
      await worker.close();
    }
  },
};

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Name").fill(OWNER.name);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Stacks" }).waitFor();
}

function watchScripts(page: Page): Map<string, Promise<Buffer>> {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script" && !scripts.has(response.url())) {
      scripts.set(response.url(), response.body());
    }
  });
  return scripts;
}

/** Everything that the browser has loaded by the time the home page stands: the sign-in page's scripts included. */
async function scriptFigure(scripts: ReadonlyMap<string, Promise<Buffer>>): Promise<Figure> {
  const bodies = await Promise.all(scripts.values());
  const rawKb = bodies.reduce((sum, body) => sum + body.length, 0) / 1000;
  const gzipKb = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000;
  return {
    name: "Client JavaScript of the home page",
    goal: `at most ${SCRIPT_GOAL_KB} kB gzip`,
    panel: `${gzipKb.toFixed(0)} kB gzip (${rawKb.toFixed(0)} kB raw) in ${bodies.length} files`,
    yardstick: "",
    result: `${gzipKb.toFixed(0)} kB`,
    met: gzipKb <= SCRIPT_GOAL_KB,
    runs: 1,
    method:
      "Every script that Chromium loads from the sign-in to the finished home page, compressed one by one.",
    load: loadNow(),
  };
}

async function clickPath(page: Page, url: string, { name }: Saved): Promise<void> {
  await page.getByRole("link", { name, exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  for (const tab of ["logs", "settings", "plan", "keys", "files", "activity"]) {
    await page.goto(`${url}/stacks/${name}/${tab}`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
  }
  for (const path of ["/new", "/activity", "/engine", "/settings", "/"]) {
    await page.goto(url + path);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
  }
}

async function memoryFigure(worker: WorkerUnderTest): Promise<Figure> {
  const load = loadNow();
  await sleep(IDLE_MS);
  const { worker: workerPid, web: webPid } = worker.pids();
  const [workerMib, webMib] = await Promise.all([residentMib(workerPid), residentMib(webPid)]);
  const sumMib = workerMib + webMib;
  return {
    name: "Idle memory of web and worker",
    goal: `${MEMORY_GOAL_MIB} MiB, above ${MEMORY_LIMIT_MIB} fails`,
    panel: `worker ${workerMib.toFixed(0)} MiB, web ${webMib.toFixed(0)} MiB`,
    yardstick: "",
    result: `${sumMib.toFixed(0)} MiB`,
    met: sumMib <= MEMORY_GOAL_MIB,
    runs: 1,
    method: "Sum of VmRSS 60 s after a path through fourteen pages, started as `npm start` starts them.",
    load,
  };
}

async function residentMib(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function eventFigure(
  worker: WorkerUnderTest,
  page: Page,
  url: string,
  stack: Saved,
  say: (line: string) => void,
): Promise<Figure> {
  const load = loadNow();
  await signIn(page, url);
  await watchRow(page, stack.name);
  const [container] = await containersOf(worker.docker, stack);
  if (container === undefined) throw new Error("The stack has no container");
  const events = await engineEvents(worker.docker, container.id);
  const [pageMs, nodeMs]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round < EVENTS; round += 1) {
      await sleep(EVENT_PAUSE_MS);
      const pausing = round % 2 === 0;
      const told = events.next(pausing ? "pause" : "unpause");
      const target = worker.docker.getContainer(container.id);
      await (pausing ? target.pause() : target.unpause());
      const { atMs, heardMs } = await told;
      const seenMs = await firstSeen(page, pausing, atMs);
      pageMs.push(seenMs - atMs);
      nodeMs.push(heardMs - atMs);
      say(`event ${round + 1}: ${(seenMs - atMs).toFixed(1)} ms`);
    }
  } finally {
    events.end();
  }
  return {
    name: "From an engine event to the page",
    goal: `at most ${EVENT_GOAL_MS} ms`,
    panel: spread(pageMs, "ms"),
    yardstick: spread(nodeMs, "ms"),
    result: `${median(pageMs).toFixed(1)} ms`,
    met: median(pageMs) <= EVENT_GOAL_MS,
    runs: EVENTS,
    method:
      "From the engine's own time stamp (`pause`, `unpause`) to the changed row in Chromium's document; the yardstick is the same event in a bare Node client of the engine.",
    load,
  };
}

type Seen = { atMs: number; paused: boolean };

/** Writes down each change of whether the stack's row says that it is paused. */
async function watchRow(page: Page, name: string): Promise<void> {
  await page.getByRole("listitem").filter({ hasText: name }).first().waitFor();
  await page.evaluate((stackName) => {
    const row = [...document.querySelectorAll("li")].find((item) => item.textContent?.includes(stackName));
    if (row === undefined) throw new Error("The stack has no row");
    const seen: Seen[] = [];
    Reflect.set(window, "slipwaySeen", seen);
    // No named function in here: the loader would add a call of its own that a page does not know.
    let last = /paused/.test(row.textContent ?? "");
    new MutationObserver(() => {
      if (/paused/.test(row.textContent ?? "") === last) return;
      last = !last;
      seen.push({ atMs: performance.timeOrigin + performance.now(), paused: last });
    }).observe(row, { subtree: true, childList: true, characterData: true, attributes: true });
  }, name);
}

async function firstSeen(page: Page, paused: boolean, sinceMs: number): Promise<number> {
  const handle = await page.waitForFunction(
    ({ wanted, since }) => {
      const seen: Seen[] = Reflect.get(window, "slipwaySeen");
      return seen.find((one) => one.paused === wanted && one.atMs > since - 50)?.atMs;
    },
    { wanted: paused, since: sinceMs },
    { timeout: 10_000 },
  );
  return (await handle.jsonValue()) ?? Number.NaN;
}

/** The engine's events of a container, by a client that does nothing else. */
async function engineEvents(docker: Docker, id: string) {
  const stream = await docker.getEvents({ filters: { container: [id] } });
  let ended = false;
  let waiting: { action: string; tell(seen: { atMs: number; heardMs: number }): void } | undefined;
  stream.setEncoding("utf8");
  // Cut by us, it reports a broken connection.
  stream.on("error", (error: unknown) => {
    if (!ended) throw error;
  });
  stream.on("data", (text: string) => {
    const heardMs = performance.timeOrigin + performance.now();
    for (const line of text.split("\n").filter(Boolean)) {
      const { Action: action, timeNano }: { Action: string; timeNano: number } = JSON.parse(line);
      if (action === waiting?.action) waiting.tell({ atMs: timeNano / 1e6, heardMs });
    }
  });
  return {
    next: (action: string) =>
      new Promise<{ atMs: number; heardMs: number }>((tell) => {
        waiting = { action, tell };
      }),
    end: () => {
      ended = true;
      if ("destroy" in stream && typeof stream.destroy === "function") stream.destroy();
    },
  };
}
