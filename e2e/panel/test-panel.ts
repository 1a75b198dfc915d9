import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { dockerAt, removeTraces } from "@/e2e/panel/run-traces";
import { findSurroundings, ROOT } from "@/e2e/panel/surroundings";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { routes } from "@/lib/api/contract/routes";
import { WorkerClient } from "@/lib/client/worker-client";
import { keepOwnCertificate } from "@/lib/launch/certificate/keep-certificate.mjs";
import { ownCertificateIn } from "@/lib/launch/certificate/own-certificate.mjs";
import { childEnvironments } from "@/lib/launch/child-environment.mjs";
import { prepareDataFolder } from "@/lib/launch/data-folder.mjs";
import { type PanelProcess, startProcess } from "@/lib/launch/panel-process.mjs";
import { portAnswers } from "@/lib/launch/port.mjs";
import { readSettings } from "@/lib/launch/settings.mjs";
import { callWorker } from "@/lib/launch/worker-socket.mjs";

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;
/** Not in the results' folder: its runner empties that at each start. */
const LOGS = join(ROOT, ".cache", "panel-logs");

export const OWNER = { name: "mara", password: "correct horse battery" };

/** The machine's own, unless there is none to be had or it is switched off. */
const usualEngine = () => (process.env.SLIPWAY_ENGINE === "off" ? "off" : "real");

export type PanelOptions = {
  /** Part of the run's name, and so of the names of its stacks. */
  name: string;
  /** `off`: SLIPWAY_ENGINE=off. A path: the socket that the panel is pointed at. By itself as the runner has it. */
  engine?: "real" | "off" | { socket: string };
  /** Address to listen on. */
  bind?: string;
  environment?: Readonly<Record<string, string>>;
  /** Folder of the programs, when they are not those of the build. */
  programs?: string;
  /** What the worker is started through: other surroundings of the same machine. */
  workerThrough?: readonly string[];
};

/** A built panel with a data folder of its own, whose traces on the engine carry its own label. */
export class TestPanel {
  readonly run: string;
  readonly url: string;
  readonly data: string;
  /** The control socket: what the `slipway` command may do. */
  readonly control: WorkerClient;
  readonly docker: Docker | null;
  /** Name of the PostGIS stack that journeys share, once one of them has deployed it. */
  postgisStack: string | undefined;
  /** Name of the SQLite stack beside it. */
  sqliteStack: string | undefined;
  /** Name of the small Supabase that journeys share. */
  supabaseStack: string | undefined;
  readonly #environments: ReturnType<typeof childEnvironments>;
  readonly #port: number;
  readonly #bind: string;
  readonly #programs: string;
  readonly #workerThrough: readonly string[];
  #worker: PanelProcess | undefined;
  #web: PanelProcess | undefined;

  private constructor(made: {
    run: string;
    url: string;
    data: string;
    port: number;
    bind: string;
    docker: Docker | null;
    environments: ReturnType<typeof childEnvironments>;
    programs: string;
    workerThrough: readonly string[];
  }) {
    this.run = made.run;
    this.url = made.url;
    this.data = made.data;
    this.docker = made.docker;
    this.#port = made.port;
    this.#bind = made.bind;
    this.#programs = made.programs;
    this.#workerThrough = made.workerThrough;
    this.#environments = made.environments;
    this.control = new WorkerClient({ socketPath: join(made.data, "run", "control.sock") });
  }

  static async start(options: PanelOptions): Promise<TestPanel> {
    const { name, engine = usualEngine(), bind = "127.0.0.1", environment = {} } = options;
    const { programs = join(ROOT, "dist"), workerThrough = [] } = options;
    for (const program of ["worker", "web"]) {
      if (!existsSync(join(programs, `${program}.mjs`))) throw new Error("Build first: npm run build");
    }
    const real = engine === "real" ? await findSurroundings() : undefined;
    const data = await mkdtemp(join(tmpdir(), "slipway-journey-"));
    const run = `${name}-${data.slice(-6).toLowerCase()}`;
    const port = await freeLoopbackPort();
    const env = {
      ...process.env,
      SLIPWAY_BIND: bind,
      SLIPWAY_PORT: String(port),
      SLIPWAY_URL: undefined,
      SLIPWAY_DATA: data,
      SLIPWAY_ENGINE: engine === "off" ? "off" : undefined,
      // Unset, images come from where users pull them.
      SLIPWAY_REGISTRY: process.env.SLIPWAY_TEST_IMAGES === "real" ? undefined : real?.registry,
      SLIPWAY_ALLOW_STAND_INS: "1",
      // Stacks of other runs on the same engine are no reason to refuse an owner.
      SLIPWAY_FRESH: "1",
      SLIPWAY_TEST_LABEL: run,
      ...environment,
    };
    const settings = readSettings(env, ROOT);
    await prepareDataFolder(data);
    const tls =
      settings.tls === "own"
        ? await keepOwnCertificate(settings, ownCertificateIn(data), (text) => console.warn(text))
        : settings.given;
    const socket = typeof engine === "object" ? engine.socket : real?.socket;
    const panel = new TestPanel({
      run,
      data,
      port,
      bind,
      programs,
      workerThrough,
      url: settings.url,
      docker: real === undefined ? null : dockerAt(real.socket),
      environments: childEnvironments(env, settings, { socket, composePath: real?.composePath }, tls),
    });
    try {
      await panel.startWorker();
      await panel.startWeb();
    } catch (error) {
      await panel.stop();
      throw error;
    }
    return panel;
  }

  /** Where web listens, whatever SLIPWAY_URL says. */
  get listening(): { host: string; port: number } {
    return { host: this.#bind, port: this.#port };
  }

  async startWorker(): Promise<void> {
    const worker = this.#spawn("worker");
    this.#worker = worker;
    const socket = join(this.data, "run", "worker.sock");
    await this.#answers(worker, async () => (await callWorker(socket, "GET", "/v1/health"))?.status === 200);
  }

  async startWeb(): Promise<void> {
    const web = this.#spawn("web");
    this.#web = web;
    await this.#answers(web, () => portAnswers(this.#bind, this.#port));
  }

  /** As the kernel's out-of-memory killer would. */
  async killWorker(): Promise<void> {
    if (this.#worker === undefined) throw new Error("There is no worker to kill");
    process.kill(this.#worker.pid, "SIGKILL");
    await this.#worker.ended;
  }

  /** A fresh one-time link, as `slipway setup-link` prints it. */
  async setupLink(): Promise<string> {
    return (await this.control.call(routes["setup.link"], {})).url;
  }

  /** The owner, by the API and without a browser, unless a journey has made one. */
  async ensureOwner(): Promise<void> {
    if (!(await this.control.call(routes["setup.state"], {})).needed) return;
    const token = new URLSearchParams(new URL(await this.setupLink()).hash.slice(1)).get("token") ?? "";
    await this.control.call(routes["setup.owner"], { body: { token, ...OWNER } });
  }

  /** A name for a stack that no other run on this engine has. */
  stackName(name: string): string {
    return `${name}-${this.run}`.slice(0, 40).replace(/-$/, "");
  }

  /** Ends both processes, removes what this run left on the engine, and its data folder; the logs are kept. */
  async stop(): Promise<void> {
    await this.#web?.end();
    await this.#worker?.end();
    await cp(join(this.data, "log"), join(LOGS, this.run), { recursive: true });
    if (this.docker !== null) await removeTraces(this.docker, this.run);
    await rm(this.data, { recursive: true, force: true });
  }

  #spawn(name: "worker" | "web"): PanelProcess {
    return startProcess({
      name,
      program: join(this.#programs, `${name}.mjs`),
      cwd: ROOT,
      env: this.#environments[name],
      logPath: join(this.data, "log", `${name}.log`),
      ...(name === "worker" && { through: this.#workerThrough }),
    });
  }

  async #answers(child: PanelProcess, asked: () => Promise<boolean>): Promise<void> {
    const deadlineMs = Date.now() + START_TIMEOUT_MS;
    while (!(await asked())) {
      if (!child.isAlive())
        throw new Error(`${child.name} ended: ${await child.ended}\n${child.lastLines()}`);
      if (Date.now() > deadlineMs) throw new Error(`${child.name} does not answer\n${child.lastLines()}`);
      await sleep(POLL_MS);
    }
  }
}
