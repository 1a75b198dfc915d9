import { firstCaddyConfig } from "@/lib/routing/caddy-config";
import type { ComposeProject } from "@/lib/stacks/compose-project";
import { imageInRegistry } from "@/lib/stacks/image-reference";

/** No stack may have this name. */
export const CADDY_PROJECT = "slipway-caddy";
export const CADDY_SERVICE = "caddy";
export const CADDY_IMAGE = "caddy:2.11.7-alpine";
/** On all that belongs to it; the value is the installation's id. */
export const ROUTING_LABEL = "slipway.routing";

export const HTTP_PORT = 80;
export const HTTPS_PORT = 443;

const FIRST_CONFIG = "/etc/slipway/caddy.json";

export type CaddyProjectInput = {
  /** Of this panel. */
  installation: string;
  registry: string | null;
  labels: Readonly<Record<string, string>>;
};

/**
 * The Caddy that the panel manages: one container in the host's network, so that stacks stay on loopback and none of
 * their networks is joined. Certificates and the last good configuration are in volumes, so a restart serves on.
 */
export function caddyProject({ installation, registry, labels }: CaddyProjectInput): ComposeProject {
  return {
    name: CADDY_PROJECT,
    services: {
      [CADDY_SERVICE]: {
        image: registry === null ? CADDY_IMAGE : imageInRegistry(CADDY_IMAGE, registry),
        // What it was last told comes back by itself; the file is for its first start.
        command: ["caddy", "run", "--resume", "--config", FIRST_CONFIG],
        environment: { XDG_CONFIG_HOME: "/config", XDG_DATA_HOME: "/data" },
        hostNetwork: true,
        onlyCapabilities: ["NET_BIND_SERVICE"],
        volumes: [
          { type: "volume", source: "config", target: "/config" },
          { type: "volume", source: "data", target: "/data" },
        ],
        configs: [{ source: "first", target: FIRST_CONFIG }],
        restart: "unless-stopped",
        stopGracePeriodSeconds: 10,
        logging: { maxSizeMib: 10, maxFiles: 3 },
      },
    },
    volumes: ["config", "data"],
    configs: { first: { content: firstCaddyConfig() } },
    env: {},
    secretEnv: [],
    labels: { ...labels, [ROUTING_LABEL]: installation },
  };
}
