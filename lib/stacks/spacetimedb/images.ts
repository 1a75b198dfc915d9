import { type SpacetimedbVersion, serverTag } from "@/lib/stacks/spacetimedb/versions";

/** `clockworklabs/spacetimedb`, which older guides name, is the repository that upstream has left. */
export function serverImage(settings: { version: SpacetimedbVersion; serverTag: string }): string {
  return `clockworklabs/spacetime:${serverTag(settings)}`;
}

/** As Debian 13 has it, so that tests run the very version. */
const PROMETHEUS_TAG = "v2.53.3";
const GRAFANA_TAG = "12.1.1";

export function prometheusImage(settings: { prometheusTag: string }): string {
  return `prom/prometheus:${settings.prometheusTag === "" ? PROMETHEUS_TAG : settings.prometheusTag}`;
}

export function grafanaImage(settings: { grafanaTag: string }): string {
  return `grafana/grafana:${settings.grafanaTag === "" ? GRAFANA_TAG : settings.grafanaTag}`;
}

/** The same as in front of domains: one image for both. */
export const GUARD_IMAGE = "caddy:2.11.7-alpine";
