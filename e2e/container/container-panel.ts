import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import type Docker from "dockerode";
import { stringify } from "yaml";
import { ContainerImages, OLD_BUILDER } from "@/e2e/container/container-image";
import { dockerAt, removeTraces } from "@/e2e/panel/run-traces";
import { findSurroundings, ROOT, type Surroundings } from "@/e2e/panel/surroundings";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { runCommand } from "@/e2e/registry/run-command.mjs";

const PRINT_TIMEOUT_MS = 60_000;
const POLL_MS = 200;

/** The panel as `docker compose -f docker/compose.yaml up -d --build` runs it, under a name and port of its own. */
export class ContainerPanel {
  readonly run: string;
  readonly url: string;
  readonly docker: Docker;
  readonly images: ContainerImages;
  /** Variables of the shell in which Compose is called. */
  readonly settings: Record<string, string> = {};
  readonly #folder: string;
  readonly #around: Surroundings;
  readonly #port: number;

  private constructor(folder: string, around: Surroundings, port: number) {
    this.run = `container-${folder.slice(-6).toLowerCase()}`;
    this.url = `http://127.0.0.1:${port}`;
    this.docker = dockerAt(around.socket);
    this.images = new ContainerImages(this.run, folder, around);
    this.#folder = folder;
    this.#around = around;
    this.#port = port;
  }

  static async open(): Promise<ContainerPanel> {
    const folder = await mkdtemp(join(tmpdir(), "slipway-container-"));
    return new ContainerPanel(folder, await findSurroundings(), await freeLoopbackPort());
  }

  /** Builds the image and starts it. @returns what the two took, in milliseconds */
  async up(): Promise<{ buildMs: number; startMs: number }> {
    const bases = await this.images.bases();
    const labels = { "slipway.test": this.run };
    const override = {
      services: {
        panel: {
          image: this.images.panel,
          build: { args: bases, network: "host", labels },
          labels,
          environment: {
            SLIPWAY_REGISTRY: this.#around.registry,
            SLIPWAY_ALLOW_STAND_INS: "1",
            SLIPWAY_TEST_LABEL: this.run,
            // Other runs on this engine have containers of their own.
            SLIPWAY_FRESH: "1",
          },
        },
      },
      volumes: { data: { labels } },
    };
    await writeFile(this.#override, stringify(override));
    const startMs = Date.now();
    await this.compose("build");
    const builtMs = Date.now();
    await this.compose("up", "--detach");
    await this.printed(/Slipway is running/);
    return { buildMs: builtMs - startMs, startMs: Date.now() - builtMs };
  }

  /** @returns what Compose wrote to standard output */
  compose(...args: readonly string[]): Promise<string> {
    const files = ["--file", join(ROOT, "docker/compose.yaml"), "--file", this.#override];
    const env = {
      ...OLD_BUILDER,
      DOCKER_HOST: `unix://${this.#around.socket}`,
      SLIPWAY_ENGINE_SOCKET: this.#around.socket,
      SLIPWAY_PORT: String(this.#port),
      SLIPWAY_BIND: undefined,
      SLIPWAY_URL: undefined,
      ...this.settings,
    };
    return runCommand(
      this.#around.composePath,
      ["--ansi=never", "--progress=plain", `--project-name=${this.run}`, ...files, ...args],
      // As they come: the steps of a build that fails are to be removed as well.
      { env, onLine: (line) => this.images.noteStep(line) },
    );
  }

  /** Runs a program in the container. */
  exec(args: readonly string[], options: { user?: string; input?: string } = {}): Promise<string> {
    const user = options.user === undefined ? [] : ["--user", options.user];
    const input = options.input === undefined ? {} : { input: options.input };
    return runCommand("docker", ["exec", "--interactive", ...user, this.container, ...args], input);
  }

  slipway(...args: readonly string[]): Promise<string> {
    return this.exec(["slipway", ...args]);
  }

  get container(): string {
    return `${this.run}-panel-1`;
  }

  facts(): Promise<Docker.ContainerInspectInfo> {
    return this.docker.getContainer(this.container).inspect();
  }

  /** Loses container and volume, and puts a backup into a new volume, as the README says. */
  async restoreAnew(backup: string, passphrase: string): Promise<void> {
    const carried = join(this.#folder, "carried");
    await mkdir(carried, { mode: 0o755 });
    await this.compose("cp", `panel:${backup}`, join(carried, "panel.backup"));
    await writeFile(join(carried, "passphrase"), passphrase);
    await chmod(this.#folder, 0o711);
    for (const name of ["panel.backup", "passphrase"]) await chmod(join(carried, name), 0o444);
    await this.compose("down", "--volumes", "--timeout", "10");
    const mount = ["--volume", `${carried}:/carried:ro`, "--entrypoint", "slipway"];
    const words = ["restore", "/carried/panel.backup", "--passphrase-file", "/carried/passphrase"];
    await this.compose("run", "--rm", "--no-deps", "--no-TTY", ...mount, "panel", ...words);
    await this.compose("up", "--detach");
    await this.printed(/Slipway is running/);
  }

  /** Waits until the container has printed this. @returns the whole match */
  async printed(pattern: RegExp): Promise<string> {
    const deadlineMs = Date.now() + PRINT_TIMEOUT_MS;
    for (;;) {
      const text = await this.log();
      const [match] = pattern.exec(text) ?? [];
      if (match !== undefined) return match;
      if (Date.now() > deadlineMs) throw new Error(`The container never printed ${pattern}:\n${text}`);
      await sleep(POLL_MS);
    }
  }

  /** Without what Compose writes to a terminal before each line. */
  async log(): Promise<string> {
    return stripVTControlCharacters(await this.compose("logs", "--no-color", "--no-log-prefix"));
  }

  /** As `docker stats` shows it, in MiB. */
  async memoryMib(): Promise<number> {
    const args = ["stats", "--no-stream", "--format", "{{.MemUsage}}", this.container];
    const [, amount, unit] = /^([\d.]+)(MiB|GiB)/.exec(await runCommand("docker", args)) ?? [];
    if (amount === undefined) throw new Error("docker stats showed no memory");
    return Number(amount) * (unit === "GiB" ? 1024 : 1);
  }

  /** Removes the panel, its stacks, its volume, its images. */
  async close(): Promise<void> {
    if (existsSync(this.#override)) await this.compose("down", "--volumes", "--timeout", "10");
    await removeTraces(this.docker, this.run);
    await this.images.remove();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #override(): string {
    return join(this.#folder, "override.yaml");
  }
}
