import type { ComposeProject, ComposeService } from "@/lib/stacks/compose-project";
import {
  GRAFANA,
  GUARD,
  isGuarded,
  listenParts,
  PREPARE,
  PROMETHEUS,
  SERVER,
} from "@/lib/stacks/spacetimedb/addresses";
import { configToml } from "@/lib/stacks/spacetimedb/config/config-toml";
import type { SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";
import { dashboardFile } from "@/lib/stacks/spacetimedb/files/grafana-dashboard";
import { dashboardProviders, dataSources } from "@/lib/stacks/spacetimedb/files/grafana-provisioning";
import { guardFile } from "@/lib/stacks/spacetimedb/files/guard-file";
import { prepareScript } from "@/lib/stacks/spacetimedb/files/prepare-script";
import { prometheusConfig } from "@/lib/stacks/spacetimedb/files/prometheus-config";
import { layoutOf } from "@/lib/stacks/spacetimedb/layout";
import { guardService } from "@/lib/stacks/spacetimedb/services/guard";
import {
  grafanaService,
  PROMETHEUS_INNER_PORT,
  prometheusService,
} from "@/lib/stacks/spacetimedb/services/monitoring";
import { prepareService, serverService } from "@/lib/stacks/spacetimedb/services/server";

export function renderSpacetimedb(input: SpacetimedbInput): ComposeProject {
  const { settings } = input;
  const guarded = isGuarded(settings, input.access);
  const services: Record<string, ComposeService> = {
    [PREPARE]: prepareService(input),
    [SERVER]: serverService(input),
    ...(guarded && { [GUARD]: guardService(input) }),
    ...(settings.monitoring && {
      [PROMETHEUS]: prometheusService(input),
      [GRAFANA]: grafanaService(input),
    }),
  };
  return {
    name: input.name,
    services,
    volumes: [
      ...(settings.storage === "volumes" ? ["data", "keys"] : []),
      ...(settings.monitoring ? ["prometheus", "grafana"] : []),
    ],
    configs: inlineFiles(input, guarded),
    ...envEntries(input),
  };
}

function inlineFiles({ name, settings }: SpacetimedbInput, guarded: boolean): ComposeProject["configs"] {
  const { scrapeSeconds } = settings;
  const server = `${SERVER}:${listenParts(settings.listenAddress).port}`;
  const config = configToml(settings);
  return {
    prepare: {
      content: prepareScript(layoutOf(settings), settings.storage === "folders" ? name : undefined),
    },
    ...(config !== undefined && { config: { content: config } }),
    ...(guarded && { guard: { content: guardFile(server) } }),
    ...(settings.monitoring && {
      prometheus: { content: prometheusConfig(server, scrapeSeconds) },
      "grafana-sources": {
        content: dataSources(`http://${PROMETHEUS}:${PROMETHEUS_INNER_PORT}`, scrapeSeconds),
      },
      "grafana-providers": { content: dashboardProviders() },
      "grafana-dashboard": { content: dashboardFile() },
    }),
  };
}

function envEntries({ settings, secrets }: SpacetimedbInput): Pick<ComposeProject, "env" | "secretEnv"> {
  return {
    env: {
      JWT_PRIVATE_KEY: (secrets.jwtPrivateKey ?? "").trimEnd(),
      JWT_PUBLIC_KEY: (secrets.jwtPublicKey ?? "").trimEnd(),
      RUST_BACKTRACE: settings.backtrace,
      ...(settings.flamegraph && { SPACETIMEDB_FLAMEGRAPH_PATH: settings.flamegraphPath }),
      ...(settings.monitoring && {
        GF_SECURITY_ADMIN_USER: settings.grafanaUser,
        GF_SECURITY_ADMIN_PASSWORD: secrets.grafanaPassword ?? "",
      }),
    },
    secretEnv: [
      "JWT_PRIVATE_KEY",
      "JWT_PUBLIC_KEY",
      ...(settings.monitoring ? ["GF_SECURITY_ADMIN_PASSWORD"] : []),
    ],
  };
}
