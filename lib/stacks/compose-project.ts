/**
 * The typed form of what Slipway writes for Docker Compose. Source of the format: the Compose Specification,
 * narrowed to what Compose 2.24 and later takes and what every supported engine can do.
 *
 * Strings in here are what the process in the container is to see: escaping (`$`, quotes) is the writers' work.
 */

/** A value that stands in `.env` under this name; `compose.yaml` only refers to it. */
export type EnvReference = { readonly env: string };

/** Constants with values of `.env` between them: a connection string with a password in it, say. */
export type EnvText = { readonly parts: readonly (string | EnvReference)[] };

/**
 * Compose's own name of the project, which it fills in itself: the stack's, or another one under which somebody runs the
 * files by hand.
 */
export type ProjectName = { readonly projectName: string };

/** A constant may stand in `compose.yaml`; whatever a person chose or a secret is goes by reference. */
export type EnvValue = string | EnvReference | EnvText | ProjectName;

export type PublishedPort = {
  /** Address of the host that the port is published on; loopback unless the access choice says otherwise. */
  hostIp: string;
  hostPort: number;
  containerPort: number;
  protocol: "tcp" | "udp";
};

export type VolumeMount =
  | {
      type: "volume";
      source: string;
      target: string;
      readOnly?: boolean;
      /** Nothing of the image is put into a volume that is empty. */
      noCopy?: true;
    }
  /**
   * A folder or socket of the host: only the exceptions that the interface names. `createSource`: a folder that the
   * engine makes where it is missing, as root.
   */
  | { type: "bind"; source: string; target: string; readOnly?: boolean; createSource?: true };

/** A file whose content is inline; `source` is a key of the project's `configs`. */
export type ConfigMount = { source: string; target: string };

export type DependencyCondition = "service_started" | "service_healthy" | "service_completed_successfully";

export type Healthcheck = {
  /** In Compose's form: `["CMD", …]` or `["CMD-SHELL", "…"]`. */
  test: readonly string[];
  intervalSeconds: number;
  timeoutSeconds: number;
  retries: number;
  startPeriodSeconds?: number;
};

export type ComposeService = {
  image: string;
  command?: readonly string[];
  entrypoint?: readonly string[];
  user?: string;
  /** Sorted by the writer, so that the order in code never shows. */
  environment?: Readonly<Record<string, EnvValue>>;
  ports?: readonly PublishedPort[];
  volumes?: readonly VolumeMount[];
  configs?: readonly ConfigMount[];
  dependsOn?: Readonly<Record<string, DependencyCondition>>;
  healthcheck?: Healthcheck;
  /** A one-shot has `"no"` and counts as done when it exits 0. */
  restart: "unless-stopped" | "always" | "on-failure" | "no";
  stopSignal?: string;
  stopGracePeriodSeconds?: number;
  /** Bytes. */
  memoryLimitBytes?: number;
  /** Bytes of /dev/shm; the engine's default is 64 MiB. */
  shmSizeBytes?: number;
  /** The kernel's limits by their names in Docker, in their own units: `core` in bytes. -1: without a limit. */
  ulimits?: Readonly<Record<string, number>>;
  platform?: string;
  /** The host's own network instead of one of the project: for what must reach loopback ports of the host. */
  hostNetwork?: true;
  /** Without any of root's rights but these, and with no way to gain more. */
  onlyCapabilities?: readonly string[];
  /** Not kept apart by SELinux from what it mounts: for the one that reads the engine's socket. */
  unlabelled?: true;
  networkAliases?: readonly string[];
  labels?: Readonly<Record<string, string>>;
  logging: { maxSizeMib: number; maxFiles: number };
};

export type ComposeProject = {
  /** Compose project name: the stack's name. */
  name: string;
  /** In the order in which a person reads them: what the stack is for first or last, as the kind sees fit. */
  services: Readonly<Record<string, ComposeService>>;
  /** Named volumes, by their key in the project. */
  volumes: readonly string[];
  /** Inline files by logical name; the writer appends the content's hash to the name. */
  configs: Readonly<Record<string, { content: string }>>;
  /** The content of `.env`: name to the exact value that a container is to see. */
  env: Readonly<Record<string, string>>;
  /** Names in `env` whose values are secrets: masked wherever the file is shown. */
  secretEnv: readonly string[];
  /** On every container, network and volume of the project; set by `renderStack`, not by a kind. */
  labels?: Readonly<Record<string, string>>;
};

/** Refers to a value in `.env`. */
export function env(name: string): EnvReference {
  return { env: name };
}

/** Constants and references in the order in which they are joined. */
export function envText(...parts: (string | EnvReference)[]): EnvText {
  return { parts };
}
