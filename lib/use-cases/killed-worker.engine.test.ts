import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/adapters/database/test-database";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import { failPointNames } from "@/lib/jobs/fail-points";
import { STEPS_OF_VERB } from "@/lib/jobs/steps-of-verb";
import type { JobRecord, StackRecord } from "@/lib/ports/stores";
import type { Order } from "@/lib/use-cases/test-support/killable-worker";

type Result = { job: JobRecord | null; stack: StackRecord | null };
type Ending = { signal: NodeJS.Signals | null; code: number | null; result: Result | null; said: string };

/** Those that leave the most behind; all of them in the long form. */
const TELLING = [
  "create deploy/pull/before-record",
  "create deploy/create/during-effect",
  "create deploy/start/during-effect",
  "update deploy/create/during-effect",
  "update deploy/create/after-effect",
  "update deploy/start/after-effect",
  "remove remove/remove-containers/after-effect",
  "remove remove/remove-volumes/after-effect",
  "remove remove/forget/after-effect",
];
const POINTS = process.env.SLIPWAY_SOAK === "true" ? everyPoint() : TELLING;

const SETUP: Readonly<Record<string, Order["actions"]>> = {
  create: ["create"],
  update: ["create", "deploy", "revise"],
  remove: ["create", "deploy"],
};

let at: Awaited<ReturnType<typeof realEngine>>;
let database: TestDatabase;
let image: string;
let count = 0;
beforeAll(async () => {
  at = await realEngine("killed");
  image = await at.tinyImage();
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
  await at.cleanUp();
});

describe("a worker that is killed on the real engine", { timeout: 120_000 }, () => {
  it.each(POINTS)("in %s is followed by one that ends the job with a true verdict", async (line) => {
    const [what = "", point = ""] = line.split(" ");
    count += 1;
    const stack = `${at.run}-${count}`;
    await done(stack, SETUP[what] ?? []);
    const killed = await worker(stack, [what === "remove" ? "remove" : "deploy"], point);
    expect(killed, killed.said).toMatchObject({ signal: "SIGKILL" });

    const startedAtMs = Date.now();
    const { job, stack: record } = await done(stack, []);
    expect(Date.now() - startedAtMs).toBeLessThan(30_000);
    expect(job).toMatchObject({ state: "succeeded", error: null });
    const labels = [`com.docker.compose.project=${stack}`];
    const containers = await at.engine.listContainers({ labels });
    if (what === "remove") {
      expect(containers).toEqual([]);
      expect(await at.engine.listNetworks({ labels })).toEqual([]);
      expect(await at.engine.listVolumes({ labels })).toEqual([]);
      expect(record).toBeNull();
      return;
    }
    expect(containers.map(({ name, state }) => `${name} ${state}`).sort()).toEqual([
      `${stack}-side-1 running`,
      `${stack}-task-1 exited`,
      `${stack}-web-1 running`,
    ]);
    expect(record).toMatchObject({ wanted: "running", deployedRevision: what === "update" ? 2 : 1 });
    for (const { id } of containers) await at.engine.removeContainer(id);
  });
});

/** A worker that does all of it and ends well. */
async function done(stack: string, actions: Order["actions"]): Promise<Result> {
  const { code, result, said } = await worker(stack, actions);
  if (code !== 0 || result === null) throw new Error(`${actions.join(", ")} ended with ${code}: ${said}`);
  return result;
}

function worker(stack: string, actions: Order["actions"], failPoint = ""): Promise<Ending> {
  const order: Order = { folder: database.folder, run: at.run, image, stack, actions };
  const args = ["--import", "tsx", "lib/use-cases/test-support/killable-worker.ts", JSON.stringify(order)];
  const env = { ...process.env, SLIPWAY_TEST_LABEL: at.run, SLIPWAY_FAIL_POINT: failPoint };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  let said = "";
  child.stdout.on("data", (part) => {
    printed += part;
  });
  child.stderr.on("data", (part) => {
    said += part;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve({ code, signal, said, result: code === 0 ? JSON.parse(printed) : null }),
    );
  });
}

function everyPoint(): string[] {
  const points = failPointNames(STEPS_OF_VERB);
  const of = (verb: string) =>
    points.filter((point) => point.startsWith(`${verb}/`) || point.startsWith("job/"));
  // Images are on the engine: nothing is pulled here.
  const deploys = of("deploy").filter((point) => !/pull\/(before|during|after)-effect/.test(point));
  return [
    ...deploys.map((point) => `create ${point}`),
    ...deploys.map((point) => `update ${point}`),
    ...of("remove").map((point) => `remove ${point}`),
  ];
}
