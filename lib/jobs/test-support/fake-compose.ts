import { parse } from "yaml";
import { PanelError } from "@/lib/errors";
import { type FakeEngine, tick } from "@/lib/jobs/test-support/fake-engine";
import type { Compose, ComposeFiles, ComposeRun } from "@/lib/ports/compose";

type Mount = { type: string; source: string; target: string; volume?: { nocopy?: boolean } };
type Service = { image: string; restart: string; volumes?: Mount[] };
type Project = {
  services: Record<string, Service>;
  volumes?: Record<string, { labels: Labels }>;
  networks: { default: { labels: Labels } };
};
type Labels = Record<string, string>;

/** After which a container turns up whose making was cut off. */
export const LATE_MS = 20;

/**
 * Compose as it behaves where it matters to jobs: all containers are made before the first is started, a changed one is
 * made anew under a name with a prefix, and a run that is cut leaves it so; the next run then fails. A container whose
 * making had begun turns up after the run was cut.
 */
export class FakeCompose implements Compose {
  readonly #engine: FakeEngine;
  readonly #runs = new Map<string, Set<AbortController>>();
  /** Runs at the same time on one project, ever: must stay 1. */
  mostAtOnce = 0;
  /** Each program that was started, by what it was for. */
  readonly begun: ("read" | "up" | "create")[] = [];

  /** Runs at this moment, of all projects. */
  get running(): number {
    return [...this.#runs.values()].reduce((sum, runs) => sum + runs.size, 0);
  }

  constructor(engine: FakeEngine) {
    this.#engine = engine;
  }

  async version(): Promise<string> {
    return "2.26.1";
  }

  async validate({ composeYaml }: ComposeFiles): Promise<void> {
    parse(composeYaml);
  }

  async configHashes(
    files: ComposeFiles,
    mayBegin?: ComposeRun["mayBegin"],
  ): Promise<Record<string, string>> {
    await mayBegin?.();
    this.begun.push("read");
    const { services } = parse(files.composeYaml) as Project;
    return Object.fromEntries(
      Object.entries(services).map(([name, service]) => [name, hash(service, files)]),
    );
  }

  up(files: ComposeFiles, run: ComposeRun): Promise<void> {
    return this.#run(files, run, true);
  }

  create(files: ComposeFiles, run: ComposeRun): Promise<void> {
    return this.#run(files, run, false);
  }

  async stop(): Promise<void> {
    throw new Error("jobs stop by the engine");
  }

  /** The panel's process is gone: Compose ends at the next line that it writes to nobody. */
  cut(): void {
    for (const runs of this.#runs.values()) {
      for (const run of runs) run.abort();
    }
  }

  async repair(project: string, ownerLabel: string): Promise<readonly string[]> {
    // Only what a dead worker left: a living worker ends its own runs by their signals.
    while ([...(this.#runs.get(project) ?? [])].some(({ signal }) => signal.aborted)) await tick();
    const labels = [`com.docker.compose.project=${project}`, ownerLabel];
    const left = (await this.#engine.listContainers({ labels })).filter(({ name }) =>
      /^[0-9a-f]{12}_/.test(name),
    );
    for (const { id } of left) await this.#engine.removeContainer(id);
    return left.map(({ name }) => name);
  }

  async #run(files: ComposeFiles, run: ComposeRun, start: boolean): Promise<void> {
    await run.mayBegin?.();
    this.begun.push(start ? "up" : "create");
    const { signal, onOutput } = run;
    const killed = new AbortController();
    const runs = this.#runs.get(files.project) ?? new Set();
    this.#runs.set(files.project, runs.add(killed));
    this.mostAtOnce = Math.max(this.mostAtOnce, runs.size);
    const step = async () => {
      await tick();
      if (signal.aborted || killed.signal.aborted) throw new PanelError("job-cancelled", "Compose was ended");
    };
    try {
      const { services, volumes = {}, networks } = parse(files.composeYaml) as Project;
      const own = { ...networks.default.labels, "com.docker.compose.project": files.project };
      await step();
      this.#engine.networks.set(files.project, {
        id: files.project,
        name: `${files.project}_default`,
        labels: own,
      });
      for (const key of Object.keys(volumes)) {
        const name = `${files.project}_${key}`;
        if (!this.#engine.volumes.has(name))
          this.#engine.volumes.set(name, { name, labels: own, sizeBytes: null });
      }
      const ids: string[] = [];
      for (const [name, service] of Object.entries(services)) {
        ids.push(await this.#converge(files, name, service, own, step));
        onOutput(` Container ${files.project}-${name}-1  Created`);
      }
      if (!start) return;
      for (const id of ids) {
        await step();
        if (this.#engine.containers.get(id)?.state !== "running") await this.#engine.startContainer(id);
      }
    } finally {
      runs.delete(killed);
    }
  }

  async #converge(
    files: ComposeFiles,
    service: string,
    definition: Service,
    own: Labels,
    step: () => Promise<void>,
  ): Promise<string> {
    const name = `${files.project}-${service}-1`;
    const wanted = hash(definition, files);
    const labels = {
      ...own,
      "com.docker.compose.service": service,
      "com.docker.compose.config-hash": wanted,
    };
    const mounts = (definition.volumes ?? [])
      .filter(({ type }) => type === "volume")
      .map(({ source, target, volume }) => ({
        ...{ volume: `${files.project}_${source}`, target, noCopy: volume?.nocopy === true },
      }));
    const old = (await this.#engine.listContainers()).find((container) => container.name === name);
    if (old === undefined) {
      const made = () => this.#engine.create(name, definition.image, labels, mounts);
      await step().catch((error: unknown) => {
        // The engine has the order already, and carries it out for nobody.
        setTimeout(made, LATE_MS);
        throw error;
      });
      return made().id;
    }
    await step();
    if (old.labels["com.docker.compose.config-hash"] === wanted) return old.id;
    const replacement = this.#engine.create(`${old.id.slice(-12)}_${name}`, definition.image, labels, mounts);
    await step();
    await this.#engine.stopContainer(old.id);
    await step();
    await this.#engine.removeContainer(old.id);
    await step();
    this.#engine.rename(replacement.id, name);
    return replacement.id;
  }
}

function hash(service: Service, { envFile }: ComposeFiles): string {
  return JSON.stringify([service, envFile]);
}
