/** What the panel needs of a Docker Engine. Our own words; the adapter translates and names the failures. */

export type EngineInfo = {
  name: string;
  version: string;
  apiVersion: string;
  operatingSystem: string;
  /** Docker's names: amd64, arm64. */
  architecture: string;
  cores: number;
  memoryBytes: number;
  storageDriver: string;
  dataRoot: string;
  rootless: boolean;
  /** Engine id: tells whether it is still the same engine. */
  id: string;
};

export type ContainerState = "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead";
export type HealthStatus = "none" | "starting" | "healthy" | "unhealthy";

export type ContainerSummary = {
  id: string;
  name: string;
  image: string;
  imageId: string;
  state: ContainerState;
  /** The engine's own words: "Up 3 minutes (healthy)". */
  status: string;
  health: HealthStatus;
  labels: Readonly<Record<string, string>>;
  ports: readonly { hostIp: string; hostPort: number; containerPort: number; protocol: string }[];
  createdAt: string;
};

export type ContainerDetail = ContainerSummary & {
  startedAt: string | null;
  finishedAt: string | null;
  exitCode: number;
  outOfMemory: boolean;
  /** The engine's own error of the last start, empty when there was none. */
  startError: string;
  restartCount: number;
  restartPolicy: string;
  command: readonly string[];
  environment: readonly { name: string; value: string }[];
  mounts: readonly { type: string; source: string; target: string; volume: string | null }[];
  checks: readonly { at: string; exitCode: number; output: string }[];
  memoryLimitBytes: number | null;
  addresses: Readonly<Record<string, string>>;
};

export type ImageInfo = {
  id: string;
  sizeBytes: number;
  architecture: string;
  labels: Readonly<Record<string, string>>;
};

export type VolumeInfo = { name: string; labels: Readonly<Record<string, string>>; sizeBytes: number | null };
export type NetworkInfo = { id: string; name: string; labels: Readonly<Record<string, string>> };

export type LayerProgress = {
  layer: string;
  state: "queued" | "downloading" | "verifying" | "unpacking" | "ready";
  doneBytes: number;
  totalBytes: number;
  /** The engine had the layer: nothing is downloaded for it. */
  present: boolean;
};

export type EngineEvent = {
  type: "container" | "network" | "volume" | "image";
  /** The engine's word: create, start, die, health_status: healthy, destroy … */
  action: string;
  id: string;
  /** Labels of the container and what the engine adds (exitCode, name, image). */
  attributes: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, the engine's clock. */
  atMs: number;
};

export type UsageSample = {
  cpuPercent: number;
  memoryBytes: number;
  memoryLimitBytes: number | null;
};

export type RegistryLogin = { username: string; password: string; serverAddress: string };

export type LogRequest = {
  /** The last lines only; `Infinity` for all. */
  tail: number;
  follow: boolean;
  /** Ends the stream without an error. */
  signal: AbortSignal;
  /** Time stamp of a line as `LogChunk` holds it: lines from then on, itself included. */
  since?: string;
};

export type EventOptions = {
  /** Milliseconds since the epoch, the engine's clock: what happened since then comes first. */
  sinceMs?: number;
  /** The engine listens: whatever happens from here on is told. Time to look at the whole once. */
  onOpen?(): void;
};

/** One read of the log stream: lines of a container, in order, with the engine's nanosecond time stamps. */
export type LogChunk = { lines: readonly { at: string; stream: "stdout" | "stderr"; text: string }[] };

export interface Engine {
  /**
   * Every call has a deadline of its own; a silent engine ends in `engine-timeout`, never in a wait. This one fails
   * with `engine-too-old` below the oldest version that Slipway works with.
   */
  info(): Promise<EngineInfo>;
  ping(): Promise<void>;
  /** @param filter containers that have all of the labels, and any of the volumes */
  listContainers(filter?: {
    labels?: readonly string[];
    volumes?: readonly string[];
  }): Promise<ContainerSummary[]>;
  inspectContainer(id: string): Promise<ContainerDetail | null>;
  startContainer(id: string): Promise<void>;
  stopContainer(id: string, graceSeconds?: number): Promise<void>;
  restartContainer(id: string, graceSeconds?: number): Promise<void>;
  /** Anonymous volumes are kept. */
  removeContainer(id: string): Promise<void>;
  listNetworks(filter?: { labels?: readonly string[] }): Promise<NetworkInfo[]>;
  removeNetwork(id: string): Promise<void>;
  /** Names of the containers that have an address in it, of those that stopped or are gone too where one was left. */
  listEndpoints(network: string): Promise<string[]>;
  /** Takes back the address of a container that is gone. */
  removeEndpoint(network: string, container: string): Promise<void>;
  listVolumes(filter?: { labels?: readonly string[] }): Promise<VolumeInfo[]>;
  /** Bytes by volume name; slow on some engines, so with a deadline of its own and null for what is not known. */
  volumeSizes(names: readonly string[]): Promise<Readonly<Record<string, number | null>>>;
  removeVolume(name: string): Promise<void>;
  /** null: the engine does not have it. */
  inspectImage(reference: string): Promise<ImageInfo | null>;
  pullImage(
    reference: string,
    options: {
      login: RegistryLogin | null;
      signal: AbortSignal;
      onProgress(progress: LayerProgress): void;
      /** The engine's own line, for the raw output. */
      onOutput(text: string): void;
    },
  ): Promise<void>;
  /**
   * Ends with an error when the connection does or the engine hangs; the caller reconnects and looks again. Ends
   * quietly when the signal aborts.
   */
  events(signal: AbortSignal, options?: EventOptions): AsyncIterable<EngineEvent>;
  /** The end of a followed log says nothing of the container: it may be the engine that stops. */
  logs(id: string, request: LogRequest): AsyncIterable<LogChunk>;
  /**
   * All stored lines of both streams as they were written, without time stamps; a part ends with a line unless that is
   * very long.
   */
  logText(id: string, signal: AbortSignal): AsyncIterable<string>;
  usage(id: string, signal: AbortSignal): Promise<UsageSample>;
  /**
   * Writes text files into a container, running or not, over those that are there; their folders exist. Readable for
   * root in the container alone.
   * @param files by absolute path
   */
  putFiles(id: string, files: Readonly<Record<string, string>>): Promise<void>;
  /**
   * A folder of a container, running or not, with all that is in it as a tar archive: owners, modes and links with it,
   * those of the folder itself too. Paths begin with the folder's own name.
   */
  readFolder(id: string, folder: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Puts such an archive into the folder above, over what lies there. */
  writeFolder(
    id: string,
    above: string,
    archive: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<void>;
  exec(
    id: string,
    command: readonly string[],
    environment: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<{ exitCode: number; stdout: string; stderr: string }>;
}
