import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type FileTree, readTree } from "@/e2e/attacks/hostile/file-tree";
import { type StandInEngine, startStandInEngine } from "@/e2e/panel/stand-in-engine";
import { bundleTestWorker, type WorkerBundle } from "@/e2e/soak/panel/worker-bundle";
import type { Mutation } from "@/e2e/sweeps/mutant";
import { Sender } from "@/e2e/sweeps/send";
import { WorkerClient } from "@/lib/client/worker-client";
import { prepareDataFolder } from "@/lib/launch/data-folder.mjs";
import { type PanelProcess, startProcess } from "@/lib/launch/panel-process.mjs";
import { callWorker } from "@/lib/launch/worker-socket.mjs";

const START_TIMEOUT_MS = 60_000;

const IMAGE = { Id: `sha256:${"0".repeat(64)}`, Os: "linux", Architecture: "amd64", Config: {}, Size: 1 };
const EMPTY: Readonly<Record<string, unknown>> = {
  "/networks": [],
  "/volumes": { Volumes: [], Warnings: null },
};
/** Every image is there, so that plans and deploys come as far as Compose. */
const everyImage = (path: string): unknown => (/^\/images\/.+\/json$/.test(path) ? IMAGE : EMPTY[path]);

/** What a shell would find first, whichever of these it was told to run. */
const TRAPS = ["sh", "bash", "touch", "id", "cat", "curl", "env", "rm", "docker", "python3"];

export type StartedProgram = { way: string; program: string; args: string[]; inShell: unknown };
export type ComposeRun = {
  args: string[];
  composeYaml: string;
  envFile: string;
  environment: string[];
  cwd: string;
};

/**
 * A real worker whose home, working folder, folder for temporary files and PATH are a sandbox full of traps, whose Compose
 * and engine write down what they are asked, and whose every child process is written down too.
 */
export class SandboxedWorker {
  /** A word that is nowhere else on the machine, and a program of that name on PATH. */
  readonly canary: string;
  readonly folder: string;
  readonly data: string;
  /** Stands in a file that nobody may read by way of the panel. */
  get bait(): string {
    return `bait of ${this.canary}`;
  }

  /** Where files may be asked for by their path. */
  readonly places: string;
  readonly composePath: string;
  readonly engine: StandInEngine;
  readonly control: WorkerClient;
  readonly calls: Sender;
  readonly #bundle: WorkerBundle;
  #process: PanelProcess | undefined;

  private constructor(made: {
    folder: string;
    canary: string;
    engine: StandInEngine;
    bundle: WorkerBundle;
  }) {
    this.folder = made.folder;
    this.canary = made.canary;
    this.engine = made.engine;
    this.#bundle = made.bundle;
    this.data = join(made.folder, "data");
    this.places = join(made.folder, "places");
    this.composePath = join(made.folder, "programs", "docker-compose");
    const socket = join(this.data, "run", "control.sock");
    this.control = new WorkerClient({ socketPath: socket });
    this.calls = new Sender(socket);
  }

  static async open(mutation?: Mutation): Promise<SandboxedWorker> {
    const folder = await mkdtemp(join(tmpdir(), "slipway-attack-"));
    const canary = `canary${randomBytes(4).toString("hex")}`;
    const engine = await startStandInEngine(folder, everyImage);
    const bundle = await bundleTestWorker(mutation);
    const worker = new SandboxedWorker({ folder, canary, engine, bundle });
    try {
      await worker.#layTraps();
      await worker.#start();
    } catch (error) {
      await worker.close();
      throw error;
    }
    return worker;
  }

  /** Traps that were stepped into. */
  executed(): string[] {
    return this.#linesOf("executed");
  }

  /** Programs that the worker has started since the last time. */
  takeStarted(): StartedProgram[] {
    return this.#take("children").map((line) => JSON.parse(line) as StartedProgram);
  }

  /** What Compose was given since the last time. */
  takeComposeRuns(): ComposeRun[] {
    return this.#take("compose").map((line) => JSON.parse(line) as ComposeRun);
  }

  /** Every file of the sandbox that is not in the data folder, nor a record of ours. */
  tree(): FileTree {
    return readTree(this.folder, ["data", "records", "engine.sock"]);
  }

  isAlive(): boolean {
    return this.#process?.isAlive() ?? false;
  }

  async close(): Promise<void> {
    this.calls.close();
    await this.#process?.end();
    await this.engine.close();
    await this.#bundle.remove();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #layTraps(): Promise<void> {
    const { folder } = this;
    for (const name of ["home", "tmp", "work", "bin", "programs", "places", "records"]) {
      await mkdir(join(folder, name));
    }
    const trap = `#!/bin/sh\necho "$0 $*" >> ${join(folder, "records", "executed")}\n`;
    for (const name of [this.canary, ...TRAPS])
      await writeFile(join(folder, "bin", name), trap, { mode: 0o755 });
    // Something to be read or deleted by those who leave the folder of the backups.
    await writeFile(join(folder, "places", `${this.canary}.bait`), this.bait);
    const compose = JSON.stringify(join(import.meta.dirname, "recording-compose.mjs"));
    const log = JSON.stringify(join(folder, "records", "compose"));
    await writeFile(
      this.composePath,
      `#!${process.execPath}\nimport(${compose}).then(({ recordRun }) => recordRun(${log}));\n`,
      { mode: 0o755 },
    );
    await prepareDataFolder(this.data);
  }

  async #start(): Promise<void> {
    const { folder, data } = this;
    const child = startProcess({
      name: "worker",
      program: this.#bundle.program,
      cwd: join(folder, "work"),
      env: {
        PATH: join(folder, "bin"),
        HOME: join(folder, "home"),
        TMPDIR: join(folder, "tmp"),
        NODE_ENV: "production",
        NODE_OPTIONS: `--import=${join(import.meta.dirname, "record-children.mjs")}`,
        SLIPWAY_ATTACK_CHILDREN: join(folder, "records", "children"),
        SLIPWAY_DATA: data,
        SLIPWAY_ENGINE_SOCKET: this.engine.socket,
        SLIPWAY_COMPOSE_PATH: this.composePath,
        SLIPWAY_FRESH: "1",
        SLIPWAY_ALLOW_STAND_INS: "1",
      },
      logPath: join(data, "log", "worker.log"),
    });
    this.#process = child;
    const deadlineMs = Date.now() + START_TIMEOUT_MS;
    const socket = join(data, "run", "worker.sock");
    while ((await callWorker(socket, "GET", "/v1/health").catch(() => undefined))?.status !== 200) {
      if (!child.isAlive()) throw new Error(`The worker ended: ${await child.ended}\n${child.lastLines()}`);
      if (Date.now() > deadlineMs) throw new Error(`The worker does not answer\n${child.lastLines()}`);
      await sleep(20);
    }
  }

  #linesOf(record: string): string[] {
    const path = join(this.folder, "records", record);
    if (!existsSync(path)) return [];
    return readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  }

  #take(record: string): string[] {
    const lines = this.#linesOf(record);
    if (lines.length > 0) writeFileSync(join(this.folder, "records", record), "");
    return lines;
  }
}
