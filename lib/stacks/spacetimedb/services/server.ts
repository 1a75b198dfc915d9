import { publishedHostIp } from "@/lib/stacks/access";
import {
  type ComposeService,
  type ConfigMount,
  type EnvValue,
  env,
  type PublishedPort,
} from "@/lib/stacks/compose-project";
import {
  hasPgWire,
  isGuarded,
  LOOPBACK,
  listenParts,
  PREPARE,
  TRACY_PORT,
} from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";
import { CONFIG_SOURCE_PATH, PREPARE_SCRIPT_PATH } from "@/lib/stacks/spacetimedb/files/prepare-script";
import { serverImage } from "@/lib/stacks/spacetimedb/images";
import { dataMount, keyMount, SERVER_UID } from "@/lib/stacks/spacetimedb/layout";
import { checkedBy, lasting, logging, MIB } from "@/lib/stacks/spacetimedb/services/lasting";
import { startCommand } from "@/lib/stacks/spacetimedb/start/start-command";

const CONFIG: ConfigMount = { source: "config", target: CONFIG_SOURCE_PATH };

/** Runs once before each start of the server, in its own image, so that there is no other one to fetch. */
export function prepareService({ settings }: SpacetimedbInput): ComposeService {
  return {
    image: serverImage(settings),
    entrypoint: ["sh", PREPARE_SCRIPT_PATH],
    user: "0:0",
    // To hand folders over, and to write into what is the server's already.
    onlyCapabilities: ["CHOWN", "DAC_OVERRIDE", "FOWNER"],
    environment: { JWT_PRIVATE_KEY: env("JWT_PRIVATE_KEY"), JWT_PUBLIC_KEY: env("JWT_PUBLIC_KEY") },
    volumes: [dataMount(settings), keyMount(settings)],
    configs: [{ source: "prepare", target: PREPARE_SCRIPT_PATH }, ...configMounts(settings)],
    restart: "no",
    ...logging(settings),
  };
}

export function serverService(input: SpacetimedbInput): ComposeService {
  const { settings } = input;
  const { port } = listenParts(settings.listenAddress);
  return {
    image: serverImage(settings),
    command: startCommand(settings),
    user: `${SERVER_UID}:${SERVER_UID}`,
    onlyCapabilities: [],
    environment: serverEnvironment(input),
    ports: serverPorts(input, port),
    volumes: [
      dataMount(settings),
      // Below a root folder the tool keeps a file of its own beside the keys.
      { ...keyMount(settings), ...(settings.layout === "separate" && { readOnly: true }) },
    ],
    // The server reads the copy that the one-shot makes; with the file here too, a new content makes a new container.
    configs: configMounts(settings),
    dependsOn: { [PREPARE]: "service_completed_successfully" },
    // 127.0.0.1, since `localhost` may be ::1, where the server does not listen.
    ...checkedBy(["CMD", "curl", "-fsS", "-o", "/dev/null", `http://127.0.0.1:${port}/v1/ping`], 60),
    ...lasting(settings),
    // The one signal that it handles: of others it hears nothing, and is killed at the end of the wait.
    stopSignal: "SIGINT",
    stopGracePeriodSeconds: 30,
    ...(settings.memoryLimitMib > 0 && { memoryLimitBytes: settings.memoryLimitMib * MIB }),
    ulimits: { core: settings.coreDumpMib === -1 ? -1 : settings.coreDumpMib * MIB },
  };
}

function configMounts({ configSource }: SpacetimedbInput["settings"]): ConfigMount[] {
  return configSource === "server" ? [] : [CONFIG];
}

function serverEnvironment({ settings }: SpacetimedbInput): Record<string, EnvValue> {
  return {
    // Read by nothing in there: keys are read at the start only, and with another one this makes a new container.
    SLIPWAY_JWT_PUBLIC_KEY: env("JWT_PUBLIC_KEY"),
    RUST_BACKTRACE: env("RUST_BACKTRACE"),
    ...(!settings.diskLogging && { SPACETIMEDB_DISABLE_DISK_LOGGING: "1" }),
    // The path alone switches nothing on.
    ...(settings.flamegraph && {
      SPACETIMEDB_FLAMEGRAPH: "1",
      SPACETIMEDB_FLAMEGRAPH_PATH: env("SPACETIMEDB_FLAMEGRAPH_PATH"),
    }),
  };
}

function serverPorts({ settings, access }: SpacetimedbInput, port: number): PublishedPort[] {
  const loopback = (hostPort: number, containerPort: number): PublishedPort => ({
    hostIp: LOOPBACK,
    hostPort,
    containerPort,
    protocol: "tcp",
  });
  return [
    isGuarded(settings, access)
      ? loopback(settings.directPort, port)
      : { ...loopback(settings.port, port), hostIp: publishedHostIp(access) },
    ...(hasPgWire(settings) ? [loopback(settings.pgHostPort, settings.pgPort)] : []),
    ...(settings.tracy ? [loopback(settings.tracyPort, TRACY_PORT)] : []),
  ];
}
