import { PanelError } from "@/lib/errors";
import { isLeftover } from "@/lib/jobs/owned-containers";
import { standInError } from "@/lib/jobs/stand-in";
import type { Compose } from "@/lib/ports/compose";
import type { ContainerDetail, Engine } from "@/lib/ports/engine";
import type { ImageRegistry } from "@/lib/ports/registry";
import { ADMIN_SOCKET, CONFIG_FILE, type RoutingFile } from "@/lib/routing/caddy-config";
import { caddyComplaint } from "@/lib/routing/caddy-log";
import { CADDY_PROJECT, CADDY_SERVICE, caddyProject, ROUTING_LABEL } from "@/lib/routing/caddy-project";
import { composeYaml } from "@/lib/stacks/compose-yaml";
import { envFile } from "@/lib/stacks/env-file";

const EXEC_MS = 30_000;
const START_MS = 20_000;
const LOOK_MS = 250;
const LOG_LINES = 400;

export type CaddyWorld = {
  engine: Engine;
  compose: Compose;
  registry: ImageRegistry;
  labels: Readonly<Record<string, string>>;
  allowStandIns: boolean;
  installation: string;
};

export type CaddyRun = { signal: AbortSignal; onProgress(text: string): void };

/** The one container of Caddy that this panel manages. */
export class Caddy {
  readonly #world: CaddyWorld;
  readonly #project: ReturnType<typeof caddyProject>;
  readonly #files: { project: string; composeYaml: string; envFile: string };
  /** The container that Compose was last asked for: while it runs as it was made, it need not be asked again. */
  #made = "";

  constructor(world: CaddyWorld) {
    this.#world = world;
    const { installation, labels, registry } = world;
    this.#project = caddyProject({ installation, labels, registry: registry.host });
    this.#files = {
      project: CADDY_PROJECT,
      composeYaml: composeYaml(this.#project),
      envFile: envFile(this.#project.env),
    };
  }

  /**
   * null: there is none.
   * @throws PanelError `routing-failed` when the one that is there is another panel's
   */
  async container(): Promise<ContainerDetail | null> {
    const { engine, installation } = this.#world;
    const found = await engine.listContainers({ labels: [ROUTING_LABEL] });
    const foreign = found.find(({ labels }) => labels[ROUTING_LABEL] !== installation);
    if (foreign !== undefined) {
      throw new PanelError(
        "routing-failed",
        `The container ${foreign.name} on this engine is the Caddy of another Slipway`,
        { fix: "Let one of the two panels alone route by domain, or remove that container" },
      );
    }
    const own = found.find((container) => !isLeftover(container));
    return own === undefined ? null : engine.inspectContainer(own.id);
  }

  /** Runs it as it is meant to be. @returns the running container */
  async start(run: CaddyRun): Promise<ContainerDetail> {
    const own = await this.container();
    if (own !== null && own.id === this.#made && own.state === "running") return own;
    await this.#pull(run);
    const { compose, installation } = this.#world;
    run.onProgress("Starts Caddy");
    await compose.repair(CADDY_PROJECT, `${ROUTING_LABEL}=${installation}`);
    await compose.up(this.#files, { signal: run.signal, onOutput: () => {} });
    const started = await this.container();
    if (started?.state !== "running") throw await this.#failure("Caddy does not stay up");
    this.#made = started.id;
    return started;
  }

  /**
   * Gives it a configuration: checked first, and on a refusal it goes on with the one that it has.
   * @throws PanelError `routing-failed`
   */
  async load(container: ContainerDetail, files: readonly RoutingFile[]): Promise<void> {
    const { engine } = this.#world;
    await engine.putFiles(
      container.id,
      Object.fromEntries(files.map(({ path, content }) => [path, content])),
    );
    const config = ["--config", CONFIG_FILE];
    const checked = await this.#caddy(container.id, ["validate", ...config]);
    if (checked.exitCode !== 0) throw refused("Caddy refuses the routes", checked.stderr);
    const untilMs = performance.now() + START_MS;
    for (;;) {
      const loaded = await this.#caddy(container.id, [
        "reload",
        ...config,
        "--address",
        `unix/${ADMIN_SOCKET}`,
      ]);
      if (loaded.exitCode === 0) return;
      const deaf = /no such file|connection refused/.test(loaded.stderr);
      // A container that has just started does not listen yet.
      if (!deaf || performance.now() > untilMs)
        throw refused("Caddy does not take the routes", loaded.stderr);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** Frees ports 80 and 443; certificates stay in their volume. */
  async remove(): Promise<void> {
    const own = await this.container();
    if (own === null) return;
    await this.#world.engine.stopContainer(own.id);
    await this.#world.engine.removeContainer(own.id);
    this.#made = "";
  }

  /** The last trouble that it told of the name; null when there was none. */
  async complaint(name: string): Promise<string | null> {
    const own = await this.container();
    return own === null ? null : caddyComplaint(await this.#log(own.id), name);
  }

  #caddy(id: string, words: readonly string[]) {
    return this.#world.engine.exec(id, ["caddy", ...words], {}, EXEC_MS);
  }

  async #pull({ signal, onProgress }: CaddyRun): Promise<void> {
    const { engine, registry, allowStandIns } = this.#world;
    const image = this.#project.services[CADDY_SERVICE]?.image ?? "";
    if ((await engine.inspectImage(image)) === null) {
      onProgress(`Pulls ${image}`);
      await engine.pullImage(image, {
        login: registry.login,
        signal,
        onProgress: ({ doneBytes }) =>
          onProgress(`Pulls ${image}: ${Math.round(doneBytes / 1e6)} MB of a layer`),
        onOutput: () => {},
      });
    }
    const info = await engine.inspectImage(image);
    const imitation = info === null || allowStandIns ? null : standInError(image, info);
    if (imitation !== null) throw imitation;
  }

  async #failure(message: string): Promise<PanelError> {
    const own = await this.container();
    const lines = own === null ? [] : await this.#log(own.id);
    return refused(message, lines.slice(-5).join("\n"));
  }

  async #log(id: string): Promise<string[]> {
    const lines: string[] = [];
    const request = { tail: LOG_LINES, follow: false, signal: AbortSignal.timeout(EXEC_MS) };
    for await (const chunk of this.#world.engine.logs(id, request)) {
      lines.push(...chunk.lines.map(({ text }) => text));
    }
    return lines;
  }
}

function refused(message: string, told: string): PanelError {
  const lines = told.split("\n").filter((line) => line.trim() !== "");
  const last = lines.at(-1) ?? "";
  const why = /^(?:Error: )?(.{1,300})/.exec(last)?.[1] ?? "";
  return new PanelError("routing-failed", why === "" ? message : `${message}: ${why}`, {
    fix: "Look at Settings › Domains, then try again. What was routed before still is",
    evidence: lines.slice(-5),
  });
}
