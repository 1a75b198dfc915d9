import { type ComposeService, env } from "@/lib/stacks/compose-project";
import { LOOPBACK, PROMETHEUS, SERVER } from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";
import {
  DASHBOARD_PATH,
  DASHBOARDS_PATH,
  DATA_SOURCE_PATH,
} from "@/lib/stacks/spacetimedb/files/grafana-provisioning";
import { PROMETHEUS_CONFIG_PATH } from "@/lib/stacks/spacetimedb/files/prometheus-config";
import { grafanaImage, prometheusImage } from "@/lib/stacks/spacetimedb/images";
import { checkedBy, lasting } from "@/lib/stacks/spacetimedb/services/lasting";

/** Inside the stack. */
export const PROMETHEUS_INNER_PORT = 9090;
const GRAFANA_INNER_PORT = 3000;

export function prometheusService({ settings }: SpacetimedbInput): ComposeService {
  return {
    image: prometheusImage(settings),
    command: [
      `--config.file=${PROMETHEUS_CONFIG_PATH}`,
      "--storage.tsdb.path=/prometheus",
      `--storage.tsdb.retention.time=${settings.retentionDays}d`,
    ],
    onlyCapabilities: [],
    ports: [
      {
        hostIp: LOOPBACK,
        hostPort: settings.prometheusPort,
        containerPort: PROMETHEUS_INNER_PORT,
        protocol: "tcp",
      },
    ],
    volumes: [{ type: "volume", source: "prometheus", target: "/prometheus" }],
    configs: [{ source: "prometheus", target: PROMETHEUS_CONFIG_PATH }],
    dependsOn: { [SERVER]: "service_started" },
    ...checkedBy(
      ["CMD", "wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${PROMETHEUS_INNER_PORT}/-/ready`],
      60,
    ),
    ...lasting(settings),
    stopGracePeriodSeconds: 60,
  };
}

export function grafanaService({ settings }: SpacetimedbInput): ComposeService {
  return {
    image: grafanaImage(settings),
    onlyCapabilities: [],
    environment: {
      GF_SECURITY_ADMIN_USER: env("GF_SECURITY_ADMIN_USER"),
      GF_SECURITY_ADMIN_PASSWORD: env("GF_SECURITY_ADMIN_PASSWORD"),
      GF_USERS_ALLOW_SIGN_UP: "false",
      GF_ANALYTICS_REPORTING_ENABLED: "false",
      GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
      // Else its first start fetches plugins from the internet, and waits for it.
      GF_PLUGINS_PREINSTALL_DISABLED: "true",
    },
    ports: [
      {
        hostIp: LOOPBACK,
        hostPort: settings.grafanaPort,
        containerPort: GRAFANA_INNER_PORT,
        protocol: "tcp",
      },
    ],
    volumes: [{ type: "volume", source: "grafana", target: "/var/lib/grafana" }],
    configs: [
      { source: "grafana-sources", target: DATA_SOURCE_PATH },
      { source: "grafana-providers", target: DASHBOARDS_PATH },
      { source: "grafana-dashboard", target: DASHBOARD_PATH },
    ],
    dependsOn: { [PROMETHEUS]: "service_started" },
    ...checkedBy(
      ["CMD", "wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${GRAFANA_INNER_PORT}/api/health`],
      120,
    ),
    ...lasting(settings),
    stopGracePeriodSeconds: 30,
  };
}
