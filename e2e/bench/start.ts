import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Benchmark, loadNow, median, spread } from "@/e2e/bench/figure";
import { findSurroundings, ROOT } from "@/e2e/panel/surroundings";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";

const RUNS = 10;
const GOAL_MS = 2000;
const GIVE_UP_MS = 60_000;
const POLL_MS = 5;

/** The least that any Node program with a page could take. */
const BARE = `require("node:http").createServer((q, s) => s.end("hello")).listen(Number(process.env.SLIPWAY_PORT), "127.0.0.1")`;

/** `npm start` of a built panel, on a data folder that is there, to the first whole page. */
export const startBenchmark: Benchmark = {
  name: "start",
  async measure(say) {
    const load = loadNow();
    const { socket, composePath } = await findSurroundings();
    const data = await mkdtemp(join(tmpdir(), "slipway-bench-"));
    const environment = {
      ...process.env,
      SLIPWAY_DATA: data,
      SLIPWAY_URL: undefined,
      SLIPWAY_FRESH: "1",
      SLIPWAY_ENGINE_SOCKET: socket,
      SLIPWAY_COMPOSE_PATH: composePath,
    };
    const panel = () => firstPage("npm", ["start", "--silent"], environment, isSetupPage);
    const bare = () => firstPage(process.execPath, ["-e", BARE], process.env, (text) => text === "hello");
    const [panelMs, bareMs]: [number[], number[]] = [[], []];
    try {
      await panel();
      for (let round = 1; round <= RUNS; round += 1) {
        panelMs.push(await panel());
        bareMs.push(await bare());
        say(`round ${round}: ${panelMs.at(-1)?.toFixed(0)} ms, bare ${bareMs.at(-1)?.toFixed(0)} ms`);
      }
    } finally {
      await rm(data, { recursive: true, force: true });
    }
    return [
      {
        name: "Start of a built panel to its first page",
        goal: `at most ${GOAL_MS / 1000} s`,
        panel: spread(panelMs, "ms", 0),
        yardstick: spread(bareMs, "ms", 0),
        result: `${(median(panelMs) / 1000).toFixed(2)} s`,
        met: median(panelMs) <= GOAL_MS,
        runs: RUNS,
        method:
          "From `npm start` (second start, so migrated and built) to the whole set-up page over HTTP; the yardstick is a bare Node server that says hello.",
        load,
      },
    ];
  },
};

const isSetupPage = (text: string) => text.includes("</html>") && /set.?up/i.test(text);

async function firstPage(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  isPage: (text: string) => boolean,
): Promise<number> {
  const port = await freeLoopbackPort();
  const startedAt = performance.now();
  const child = spawn(program, [...args], {
    cwd: ROOT,
    env: { ...env, SLIPWAY_PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  try {
    for (;;) {
      const text = await fetch(`http://127.0.0.1:${port}/`).then(
        (answer) => answer.text(),
        () => "",
      );
      const tookMs = performance.now() - startedAt;
      if (isPage(text)) return tookMs;
      if (child.exitCode !== null || tookMs > GIVE_UP_MS) throw new Error(`No page came:\n${said}`);
      await sleep(POLL_MS);
    }
  } finally {
    await end(child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
