import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { dockerAt, removeTraces } from "@/e2e/panel/run-traces";
import { findSurroundings, ROOT, type Surroundings } from "@/e2e/panel/surroundings";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import type { PrivateEngine } from "@/e2e/soak/engine/private-engine";
import { bundleTestWorker, type WorkerBundle } from "@/e2e/soak/panel/worker-bundle";
import type { Mutation } from "@/e2e/sweeps/mutant";
import { WorkerClient } from "@/lib/client/worker-client";
import { childEnvironments } from "@/lib/launch/child-environment.mjs";
import { prepareDataFolder } from "@/lib/launch/data-folder.mjs";
import { type PanelProcess, startProcess } from "@/lib/launch/panel-process.mjs";
import { portAnswers } from "@/lib/launch/port.mjs";
import { readSettings } from "@/lib/launch/settings.mjs";
import { callWorker } from "@/lib/launch/worker-socket.mjs";

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;

export type Variables = Readonly<Record<string, string>>;

export type WorkerPlace = {
  /** The worker as it was built, without the kinds of tests. */
  product?: boolean;
  /** The machine's own unless given. */
  engine?: PrivateEngine;
  /** An empty folder that the test makes and removes; one of its own unless given. */
  data?: string;
  /** A defence that is taken away. */
  mutation?: Mutation;
  /** Compose's program, given the real one's path; the real one unless given. */
  compose?: (real: string) => Promise<string>;
};

/**
 * A real worker process without web, with a data folder of its own and the kinds of tests; it can be killed and
 * started again on the same data as often as a test likes.
 */
export class WorkerUnderTest {
  readonly run: string;
  readonly docker: Docker;
  readonly around: Surroundings;
  /** The control socket: whatever the `slipway` command may do. */
  readonly control: WorkerClient;
  readonly data: string;
  readonly #bundle: WorkerBundle;
  readonly #place: WorkerPlace;
  #process: PanelProcess | undefined;
  #web: PanelProcess | undefined;

  private constructor(made: {
    run: string;
    data: string;
    around: Surroundings;
    bundle: WorkerBundle;
    place: WorkerPlace;
  }) {
    this.run = made.run;
    this.data = made.data;
    this.around = made.around;
    this.#bundle = made.bundle;
    this.#place = made.place;
    this.docker = dockerAt(made.around.socket);
    this.control = new WorkerClient({ socketPath: join(made.data, "run", "control.sock") });
  }

  /** @param name part of the name of the run and its stacks */
  static async open(name: string, place: WorkerPlace = {}): Promise<WorkerUnderTest> {
    const found = await findSurroundings();
    const around = {
      ...found,
      ...(place.engine !== undefined && { socket: place.engine.socket }),
      ...(place.compose !== undefined && { composePath: await place.compose(found.composePath) }),
    };
    const bundle = place.product ? builtWorker() : await bundleTestWorker(place.mutation);
    const data = place.data ?? (await mkdtemp(join(tmpdir(), "slipway-soak-")));
    const run = `${name}-${randomBytes(3).toString("hex")}`;
    await prepareDataFolder(data);
    const worker = new WorkerUnderTest({ run, data, around, bundle, place });
    try {
      await worker.start();
    } catch (error) {
      await worker.close();
      throw error;
    }
    return worker;
  }

  async start(variables: Variables = {}): Promise<void> {
    const child = this.#spawn(variables);
    this.#process = child;
    const deadlineMs = Date.now() + START_TIMEOUT_MS;
    const socket = join(this.data, "run", "worker.sock");
    while ((await callWorker(socket, "GET", "/v1/health").catch(() => undefined))?.status !== 200) {
      if (!child.isAlive()) throw new Error(`The worker ended: ${await child.ended}\n${child.lastLines()}`);
      if (Date.now() > deadlineMs) throw new Error(`The worker does not answer\n${child.lastLines()}`);
      await sleep(POLL_MS);
    }
  }

  /** The built web process in front of this worker; returns the address of its pages. */
  async startWeb(): Promise<string> {
    const port = await freeLoopbackPort();
    const env = {
      ...process.env,
      SLIPWAY_DATA: this.data,
      SLIPWAY_URL: undefined,
      SLIPWAY_PORT: String(port),
    };
    const settings = readSettings(env, ROOT);
    const program = join(ROOT, "dist", "web.mjs");
    if (!existsSync(program)) throw new Error("Build first: npm run build");
    const web = startProcess({
      name: "web",
      program,
      cwd: ROOT,
      env: childEnvironments(env, settings, { socket: undefined, composePath: undefined }).web,
      logPath: join(this.data, "log", "web.log"),
    });
    this.#web = web;
    while (!(await portAnswers("127.0.0.1", port))) {
      if (!web.isAlive()) throw new Error(`Web ended: ${await web.ended}\n${web.lastLines()}`);
      await sleep(POLL_MS);
    }
    return settings.url;
  }

  /** Process ids, of those that run. */
  pids(): { worker: number; web: number } {
    return { worker: this.#process?.pid ?? 0, web: this.#web?.pid ?? 0 };
  }

  isAlive(): boolean {
    return this.#process?.isAlive() ?? false;
  }

  /** Resolves when the process is gone, however it ended: in words. */
  async ended(): Promise<string> {
    return this.#process === undefined ? "never started" : this.#process.ended;
  }

  /** As a power cut would, seen from the worker. */
  async kill(): Promise<void> {
    if (this.#process?.isAlive()) process.kill(this.#process.pid, "SIGKILL");
    await this.ended();
  }

  /** Stands still, whatever it is at, until it is killed. */
  async freeze(): Promise<void> {
    const { worker } = this.pids();
    process.kill(worker, "SIGSTOP");
    while (!(await isStopped(worker))) await sleep(1);
  }

  /** In order, as `npm start` ends it. */
  async stop(): Promise<void> {
    await this.#process?.end();
  }

  async log(): Promise<string> {
    return readFile(join(this.data, "log", "worker.log"), "utf8").catch(() => "");
  }

  /** Ends the worker, and removes what this run left on the engine and on disk. */
  async close(): Promise<void> {
    await this.#web?.end();
    await this.stop();
    await removeTraces(this.docker, this.run);
    if (this.#place.data === undefined) await rm(this.data, { recursive: true, force: true });
    await this.#bundle.remove();
  }

  #spawn(variables: Variables): PanelProcess {
    const { socket, composePath, registry } = this.around;
    const env = {
      ...process.env,
      SLIPWAY_DATA: this.data,
      SLIPWAY_URL: undefined,
      SLIPWAY_ENGINE: undefined,
      SLIPWAY_REGISTRY: registry,
      // Other runs on this engine have containers of their own.
      SLIPWAY_FRESH: "1",
      SLIPWAY_ALLOW_STAND_INS: "1",
      SLIPWAY_TEST_LABEL: this.run,
      ...variables,
    };
    const settings = readSettings(env, ROOT);
    return startProcess({
      name: "worker",
      program: this.#bundle.program,
      cwd: ROOT,
      env: childEnvironments(env, settings, { socket, composePath }).worker,
      logPath: join(this.data, "log", "worker.log"),
      // What the engine publishes is reached from its own network alone.
      ...(this.#place.engine !== undefined && { through: this.#place.engine.through() }),
    });
  }
}

/** Every thread: one that waits for the disk goes on until that has answered. */
async function isStopped(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`);
  const states = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/stat`, "utf8").catch(() => ") T")),
  );
  return states.every((state) => state.slice(state.lastIndexOf(")") + 2).startsWith("T"));
}

function builtWorker(): WorkerBundle {
  const program = join(ROOT, "dist", "worker.mjs");
  if (!existsSync(program)) throw new Error("Build first: npm run build");
  return { program, remove: async () => {} };
}
