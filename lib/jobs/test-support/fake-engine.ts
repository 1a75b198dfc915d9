import { posix } from "node:path";
import { PanelError } from "@/lib/errors";
import { createdContainer } from "@/lib/jobs/test-support/created-container";
import { FakeVolumes } from "@/lib/jobs/test-support/fake-volumes";
import type {
  ContainerDetail,
  ContainerState,
  Engine,
  EngineEvent,
  EventOptions,
  ImageInfo,
  NetworkInfo,
  VolumeInfo,
} from "@/lib/ports/engine";

type Listener = (event: EngineEvent) => void;

/** An engine in memory: what is asked of it happens at once, and is told as events. */
export class FakeEngine implements Engine {
  readonly containers = new Map<string, ContainerDetail>();
  readonly networks = new Map<string, NetworkInfo>();
  readonly volumes = new Map<string, VolumeInfo>();
  readonly images = new Map<string, ImageInfo>();
  /** Every change, in order, as a test compares it. */
  readonly log: string[] = [];
  /** How a program in a container ends; well when not said otherwise. */
  programs: (
    command: readonly string[],
    environment: Readonly<Record<string, string>>,
  ) => { exitCode?: number; stdout?: string; stderr?: string } = () => ({});
  /** What was written into containers, by `id:path`. */
  readonly files = new Map<string, string>();
  /** What lies in volumes. */
  readonly contents = new FakeVolumes();
  /** While set, nothing answers. */
  silent = false;
  /** How a container of a service comes up; healthy when not said otherwise. */
  readonly outcomes = new Map<string, Partial<ContainerDetail>>();
  readonly #listeners = new Set<Listener>();
  #count = 0;

  async info() {
    this.#answer();
    return {
      name: "fake",
      version: "20.10.24",
      apiVersion: "1.41",
      operatingSystem: "Test",
      architecture: "amd64",
      cores: 2,
      memoryBytes: 4 * 1024 ** 3,
      storageDriver: "overlay2",
      dataRoot: "/var/lib/docker",
      rootless: false,
      id: "fake",
    };
  }

  async ping(): Promise<void> {
    this.#answer();
  }

  async listContainers({ labels, volumes }: Parameters<Engine["listContainers"]>[0] = {}) {
    this.#answer();
    const isWanted = ({ labels: own, mounts }: ContainerDetail) =>
      matches(own, labels) &&
      (volumes === undefined || mounts.some(({ volume }) => volume !== null && volumes.includes(volume)));
    return [...this.containers.values()].filter(isWanted);
  }

  async inspectContainer(id: string): Promise<ContainerDetail | null> {
    this.#answer();
    return this.containers.get(id) ?? null;
  }

  create(
    name: string,
    image: string,
    labels: Readonly<Record<string, string>>,
    mounts: readonly { volume: string; target: string; noCopy: boolean }[] = [],
  ): ContainerDetail {
    if ([...this.containers.values()].some((one) => one.name === name)) {
      throw new PanelError("compose-failed", `the container name ${name} is already in use`);
    }
    this.#count += 1;
    const id = this.#count.toString(16).padStart(64, "0");
    const container = createdContainer({ id, name, image, labels, mounts });
    this.containers.set(id, container);
    for (const { volume, noCopy } of mounts) if (!noCopy) this.contents.copyFromImage(volume);
    this.#happened("create", container);
    return container;
  }

  rename(id: string, name: string): void {
    this.#change(id, { name });
  }

  async startContainer(id: string): Promise<void> {
    this.#answer();
    const service = this.containers.get(id)?.labels["com.docker.compose.service"] ?? "";
    const startedAt = `2026-01-01T00:00:00.${String(this.log.length).padStart(9, "0")}Z`;
    const up = { state: "running" as ContainerState, health: "healthy" as const };
    this.#happened("start", this.#change(id, { ...up, startedAt, ...this.outcomes.get(service) }));
  }

  async stopContainer(id: string): Promise<void> {
    this.#answer();
    this.#happened("die", this.#change(id, { state: "exited", health: "none", exitCode: 0 }));
  }

  async restartContainer(id: string): Promise<void> {
    await this.stopContainer(id);
    await this.startContainer(id);
  }

  async removeContainer(id: string): Promise<void> {
    this.#answer();
    const container = this.containers.get(id);
    if (container === undefined) return;
    this.containers.delete(id);
    this.#happened("destroy", container);
  }

  async putFiles(id: string, files: Readonly<Record<string, string>>): Promise<void> {
    this.#answer();
    for (const [path, content] of Object.entries(files)) this.files.set(`${id}:${path}`, content);
  }

  async listNetworks(filter: { labels?: readonly string[] } = {}): Promise<NetworkInfo[]> {
    this.#answer();
    return [...this.networks.values()].filter(({ labels }) => matches(labels, filter.labels));
  }

  async removeNetwork(id: string): Promise<void> {
    this.#answer();
    if ((this.endpoints.get(id) ?? []).length > 0) throw new Error("the network has active endpoints");
    this.networks.delete(id);
  }

  /** Addresses that are taken, by network and container. */
  readonly endpoints = new Map<string, string[]>();

  async listEndpoints(network: string): Promise<string[]> {
    this.#answer();
    return [...(this.endpoints.get(network) ?? [])];
  }

  async removeEndpoint(network: string, container: string): Promise<void> {
    this.#answer();
    if ([...this.containers.values()].some(({ name }) => name === container)) {
      throw new Error(`${container} is there, and keeps its address`);
    }
    const left = (this.endpoints.get(network) ?? []).filter((name) => name !== container);
    this.endpoints.set(network, left);
  }

  async listVolumes(filter: { labels?: readonly string[] } = {}): Promise<VolumeInfo[]> {
    this.#answer();
    return [...this.volumes.values()].filter(({ labels }) => matches(labels, filter.labels));
  }

  async volumeSizes(names: readonly string[]): Promise<Record<string, number | null>> {
    return Object.fromEntries(names.map((name) => [name, 1024]));
  }

  async removeVolume(name: string): Promise<void> {
    this.#answer();
    if ([...this.containers.values()].some((one) => one.mounts.some(({ volume }) => volume === name))) {
      throw new PanelError("engine-error", `the volume ${name} is in use`);
    }
    this.volumes.delete(name);
    this.contents.remove(name);
  }

  async inspectImage(reference: string): Promise<ImageInfo | null> {
    this.#answer();
    return this.images.get(reference) ?? null;
  }

  async pullImage(
    reference: string,
    { signal, onProgress }: Parameters<Engine["pullImage"]>[1],
  ): Promise<void> {
    for (const doneBytes of [10, 50, 100]) {
      await tick();
      signal.throwIfAborted();
      onProgress({ layer: "a", state: "downloading", doneBytes, totalBytes: 100, present: false });
    }
    this.images.set(reference, {
      id: `sha256:${reference}`,
      sizeBytes: 100,
      architecture: "amd64",
      labels: {},
    });
    this.log.push(`pull ${reference}`);
  }

  async *events(signal: AbortSignal, { onOpen }: EventOptions = {}): AsyncGenerator<EngineEvent> {
    this.#answer();
    const queue: EngineEvent[] = [];
    let wake = () => {};
    const stop = this.listen((event) => {
      queue.push(event);
      wake();
    });
    signal.addEventListener("abort", () => wake(), { once: true });
    onOpen?.();
    while (!signal.aborted) {
      const event = queue.shift();
      if (event !== undefined) yield event;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    stop();
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What every container's log says. */
  words: readonly string[] = ["last words"];

  async *logs() {
    const at = "2026-01-01T00:00:00.000000000Z";
    yield { lines: this.words.map((text) => ({ at, stream: "stderr" as const, text })) };
  }

  async *logText() {
    yield "last words\n";
  }

  async usage() {
    return { cpuPercent: 1, memoryBytes: 1, memoryLimitBytes: null };
  }

  async *readFolder(id: string, folder: string): AsyncGenerator<Uint8Array> {
    this.#answer();
    yield* this.contents.archive(this.#volumeAt(id, folder), posix.basename(folder));
  }

  async writeFolder(id: string, above: string, archive: AsyncIterable<Uint8Array>): Promise<void> {
    this.#answer();
    await this.contents.extract(archive, (folder) => this.#volumeAt(id, posix.join(above, folder)));
  }

  #volumeAt(id: string, folder: string): string {
    const mount = this.containers.get(id)?.mounts.find(({ target }) => target === folder);
    if (mount?.volume == null) throw new PanelError("not-found", `container ${id} has nothing at ${folder}`);
    return mount.volume;
  }

  async exec(id: string, command: readonly string[], environment: Readonly<Record<string, string>>) {
    this.#answer();
    const { state } = this.containers.get(id) ?? {};
    if (state !== "running") throw new PanelError("engine-error", `container ${id} is not running`);
    return { exitCode: 0, stdout: "", stderr: "", ...this.programs(command, environment) };
  }

  #answer(): void {
    if (this.silent) throw new PanelError("engine-unreachable", "Nobody answers");
  }

  #change(id: string, change: Partial<ContainerDetail>): ContainerDetail {
    const before = this.containers.get(id);
    if (before === undefined) throw new PanelError("engine-error", `no such container: ${id}`);
    const after = { ...before, ...change };
    this.containers.set(id, after);
    return after;
  }

  #happened(action: string, { id, name, labels }: ContainerDetail): void {
    this.log.push(`${action} ${name}`);
    const event: EngineEvent = { type: "container", action, id, attributes: { ...labels, name }, atMs: 0 };
    for (const listener of [...this.#listeners]) listener(event);
  }
}

function matches(labels: Readonly<Record<string, string>>, wanted: readonly string[] = []): boolean {
  return wanted.every((one) => {
    const [name = "", ...value] = one.split("=");
    return value.length === 0 ? name in labels : labels[name] === value.join("=");
  });
}

export function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}
