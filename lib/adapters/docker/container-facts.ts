import type { ContainerInfo, ContainerInspectInfo } from "dockerode";
import type { ContainerDetail, ContainerState, ContainerSummary, HealthStatus } from "@/lib/ports/engine";

const STATES: readonly ContainerState[] = [
  "created",
  "running",
  "paused",
  "restarting",
  "removing",
  "exited",
  "dead",
];
/** Go's zero time: the engine's word for "never". */
const NEVER = "0001-01-01T00:00:00Z";

export function summaryOf(info: ContainerInfo): ContainerSummary {
  return {
    id: info.Id,
    name: ownName(info.Names ?? []),
    image: info.Image,
    imageId: info.ImageID,
    state: stateOf(info.State),
    status: info.Status,
    health: healthInStatus(info.Status),
    labels: info.Labels ?? {},
    ports: (info.Ports ?? [])
      .filter((port) => port.PublicPort > 0)
      .map((port) => ({
        hostIp: port.IP ?? "",
        hostPort: port.PublicPort,
        containerPort: port.PrivatePort,
        protocol: port.Type,
      })),
    createdAt: new Date(info.Created * 1_000).toISOString(),
  };
}

export function detailOf(info: ContainerInspectInfo): ContainerDetail {
  const { State: state, Config: config, HostConfig: host } = info;
  const health = healthOf(state.Health?.Status);
  return {
    id: info.Id,
    name: info.Name.replace(/^\//, ""),
    image: config.Image,
    imageId: info.Image,
    state: stateOf(state.Status),
    status: `${state.Status}${health === "none" ? "" : ` (${health})`}`,
    health,
    labels: config.Labels ?? {},
    ports: publishedPorts(info),
    createdAt: info.Created,
    startedAt: moment(state.StartedAt),
    finishedAt: moment(state.FinishedAt),
    exitCode: state.ExitCode,
    outOfMemory: state.OOMKilled,
    startError: state.Error ?? "",
    restartCount: info.RestartCount ?? 0,
    restartPolicy: host.RestartPolicy?.Name || "no",
    command: [info.Path, ...(info.Args ?? [])],
    environment: (config.Env ?? []).map(splitVariable),
    mounts: (info.Mounts ?? []).map((mount) => ({
      type: mount.Type,
      source: mount.Source,
      target: mount.Destination,
      volume: mount.Type === "volume" ? (mount.Name ?? null) : null,
    })),
    checks: (state.Health?.Log ?? []).map((check) => ({
      at: check.End,
      exitCode: check.ExitCode,
      output: check.Output,
    })),
    memoryLimitBytes: host.Memory ? host.Memory : null,
    addresses: Object.fromEntries(
      Object.entries(info.NetworkSettings.Networks ?? {})
        .filter(([, network]) => network.IPAddress !== "")
        .map(([name, network]) => [name, network.IPAddress]),
    ),
  };
}

function publishedPorts(info: ContainerInspectInfo): ContainerSummary["ports"] {
  return Object.entries(info.NetworkSettings.Ports ?? {}).flatMap(([target, hosts]) => {
    const [containerPort, protocol] = target.split("/");
    // null for a port that the image exposes and nobody publishes
    return (hosts ?? []).map((host) => ({
      hostIp: host.HostIp,
      hostPort: Number(host.HostPort),
      containerPort: Number(containerPort),
      protocol: protocol ?? "tcp",
    }));
  });
}

/** A linked container has names with two slashes beside its own. */
function ownName(names: readonly string[]): string {
  const own = names.find((name) => name.lastIndexOf("/") === 0) ?? names[0] ?? "";
  return own.replace(/^\//, "");
}

function stateOf(word: string): ContainerState {
  // An engine's new word is taken for the one that claims least.
  return STATES.find((state) => state === word) ?? "dead";
}

function healthOf(word: string | undefined): HealthStatus {
  return word === "starting" || word === "healthy" || word === "unhealthy" ? word : "none";
}

/** The list holds health in its words only: `Up 3 minutes (healthy)`, `Up 1 second (health: starting)`. */
function healthInStatus(status: string): HealthStatus {
  if (!status.startsWith("Up ")) return "none";
  return healthOf(/\((?:health: )?(starting|healthy|unhealthy)\)$/.exec(status)?.[1]);
}

function moment(text: string): string | null {
  return text === "" || text === NEVER ? null : text;
}

function splitVariable(text: string): { name: string; value: string } {
  const equals = text.indexOf("=");
  return equals === -1
    ? { name: text, value: "" }
    : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}
