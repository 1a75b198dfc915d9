import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Benchmark, type Figure, loadNow, median, spread } from "@/e2e/bench/figure";
import { makeOwner, signedInHeaders } from "@/e2e/bench/signed-in-web";
import { containersOf } from "@/e2e/soak/panel/engine-facts";
import { carryOut, createStack } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";

const LINES = 1_000_000;
const RUNS = 5;
const GOAL = 0.9;
const NEWLINE = 10;

/** What a download in a form has to be measured against: the docker command that prints the same. */
const PAIRS = [
  {
    form: "plain",
    options: [],
    name: "A million stored log lines to a client through web, as they were written",
    command: "docker logs",
  },
  {
    form: "stamped",
    options: ["--timestamps"],
    name: "The same with time stamps, service and stream",
    command: "docker logs --timestamps",
  },
] as const;

/** A million stored lines to a client through web and worker, against the docker command. */
export const logsBenchmark: Benchmark = {
  name: "logs",
  async measure(say) {
    const worker = await WorkerUnderTest.open("bench");
    try {
      await makeOwner(worker);
      const url = await worker.startWeb();
      const headers = await signedInHeaders(url);
      const stack = await createStack(worker, { lines: LINES });
      await carryOut(worker, "deploy", stack);
      const container = (await containersOf(worker.docker, stack)).find(
        ({ service }) => service === "worker",
      );
      if (container === undefined) throw new Error("The service that writes lines is not there");
      const path = `${url}/api/download/stacks/${stack.name}/logs?services=worker`;
      say("waits until all lines are stored");
      while ((await throughWeb(path, headers)).lines < LINES) await sleep(1000);
      const figures: Figure[] = [];
      for (const pair of PAIRS) {
        const docker = () => byDocker([...pair.options, container.id], worker.around.socket);
        figures.push(
          await compare(pair, docker, () => throughWeb(`${path}&form=${pair.form}`, headers), say),
        );
      }
      return figures;
    } finally {
      await worker.close();
    }
  },
};

async function compare(
  { name, command }: (typeof PAIRS)[number],
  docker: () => Promise<number>,
  panel: () => Promise<{ tookMs: number; lines: number }>,
  say: (line: string) => void,
): Promise<Figure> {
  const load = loadNow();
  const [panelMs, dockerMs]: [number[], number[]] = [[], []];
  for (let round = 1; round <= RUNS; round += 1) {
    dockerMs.push(await docker());
    const { tookMs, lines } = await panel();
    if (lines !== LINES) throw new Error(`${lines} of ${LINES} lines arrived`);
    panelMs.push(tookMs);
    say(`round ${round}: web ${tookMs.toFixed(0)} ms, ${command} ${dockerMs.at(-1)?.toFixed(0)} ms`);
  }
  const ratio = median(dockerMs) / median(panelMs);
  return {
    name,
    goal: `at least ${GOAL} × the speed of \`${command} > /dev/null\``,
    panel: spread(panelMs.map(seconds), "s", 2),
    yardstick: spread(dockerMs.map(seconds), "s", 2),
    result: `${ratio.toFixed(2)} ×`,
    met: ratio >= GOAL,
    runs: RUNS,
    method:
      "The download of the log, redacted. Every line is counted at the client: none is missing. In turns.",
    load,
  };
}

const seconds = (ms: number) => ms / 1000;

async function byDocker(args: readonly string[], socket: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn("docker", ["logs", ...args], {
    env: { ...process.env, DOCKER_HOST: `unix://${socket}` },
    stdio: ["ignore", "ignore", "ignore"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`docker logs ended with ${code}`);
  return performance.now() - startedAt;
}

/** Counts the lines and keeps none. */
function throughWeb(
  url: string,
  headers: Record<string, string>,
): Promise<{ tookMs: number; lines: number }> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const outgoing = request(url, { headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`The download answered ${answer.statusCode}`));
      let lines = 0;
      answer.on("data", (chunk: Buffer) => {
        for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
      });
      answer.once("error", reject);
      answer.once("end", () => resolve({ tookMs: performance.now() - startedAt, lines }));
    });
    outgoing.once("error", reject);
    outgoing.end();
  });
}
