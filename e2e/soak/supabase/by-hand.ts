import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { dockerAt } from "@/e2e/panel/run-traces";
import type { Surroundings } from "@/e2e/panel/surroundings";
import { parseDotenv } from "@/lib/stacks/supabase/import/dotenv";

const run = promisify(execFile);
const UP_TIMEOUT_MS = 300_000;
const COMMAND_TIMEOUT_MS = 60_000;
const STOP_SECONDS = 5;

export type ServiceByHand = { state: string; health: string; exitCode: number };

/** A folder of `compose.yaml` and `.env` as somebody without a panel has it, and Compose run by hand in it. */
export class FolderByHand {
  readonly project: string;
  readonly env: Readonly<Record<string, string>>;
  readonly #around: Surroundings;
  readonly #folder: string;

  private constructor(made: { around: Surroundings; folder: string; env: Record<string, string> }) {
    this.#around = made.around;
    this.#folder = made.folder;
    this.env = made.env;
    this.project = `by-hand-${randomBytes(4).toString("hex")}`;
  }

  /** Copies the folder elsewhere: what it needs besides its own files is missing then. */
  static async copyOf(exported: string, around: Surroundings): Promise<FolderByHand> {
    const folder = await mkdtemp(join(tmpdir(), "slipway-by-hand-"));
    await cp(exported, folder, { recursive: true });
    const { entries } = parseDotenv(await readFile(join(folder, ".env"), "utf8"));
    const env = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
    return new FolderByHand({ around, folder, env });
  }

  /** `docker compose up -d --wait` under another project name, with nothing of a panel in the environment. */
  async up(): Promise<number> {
    const startMs = performance.now();
    await this.compose(["up", "--detach", "--wait"], UP_TIMEOUT_MS);
    return performance.now() - startMs;
  }

  /** @returns what was written to its standard output */
  async compose(words: readonly string[], timeout = COMMAND_TIMEOUT_MS): Promise<string> {
    const env = {
      NODE_ENV: process.env.NODE_ENV,
      PATH: process.env.PATH,
      HOME: this.#folder,
      DOCKER_HOST: `unix://${this.#around.socket}`,
    };
    const args = ["--project-name", this.project, ...words];
    const { stdout } = await run(this.#around.composePath, args, { cwd: this.#folder, env, timeout });
    return stdout;
  }

  /** What the engine says of each service. */
  async services(): Promise<Map<string, ServiceByHand>> {
    const docker = dockerAt(this.#around.socket);
    const listed = await docker.listContainers({ all: true, filters: this.#own() });
    const found = listed.map(async ({ Id }) => {
      const { State, Config } = await docker.getContainer(Id).inspect();
      const service = Config.Labels["com.docker.compose.service"] ?? "";
      const health = State.Health?.Status ?? "none";
      return [service, { state: State.Status, health, exitCode: State.ExitCode }] as const;
    });
    return new Map(await Promise.all(found));
  }

  /** Takes it down with its volumes, and fails when the engine still has something of it. */
  async down(): Promise<void> {
    await this.compose(["down", "--volumes", "--timeout", String(STOP_SECONDS)]);
    const docker = dockerAt(this.#around.socket);
    const filters = this.#own();
    const [containers, networks, volumes] = await Promise.all([
      docker.listContainers({ all: true, filters }),
      docker.listNetworks({ filters }),
      docker.listVolumes({ filters }),
    ]);
    const left = [
      ...containers.flatMap(({ Names }) => Names),
      ...networks.map(({ Name }) => Name),
      ...(volumes.Volumes ?? []).map(({ Name }) => Name),
    ];
    assert.deepEqual(left, [], "what is left on the engine");
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #own() {
    return { label: [`com.docker.compose.project=${this.project}`] };
  }
}
