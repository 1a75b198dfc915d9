import type { Endpoint, RoutableEndpoint } from "@/lib/stacks/kind";
import {
  CLIENT_ENDPOINT,
  clientUrl,
  DIRECT_ENDPOINT,
  GRAFANA,
  GRAFANA_ENDPOINT,
  GUARD,
  isGuarded,
  loopbackUrl,
  PROMETHEUS,
  PROMETHEUS_ENDPOINT,
  SERVER,
} from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";

const LABEL = "SpacetimeDB";

export function spacetimedbEndpoints(input: SpacetimedbInput): readonly Endpoint[] {
  const { settings, access } = input;
  const guarded = isGuarded(settings, access);
  return [
    {
      id: CLIENT_ENDPOINT,
      label: LABEL,
      url: clientUrl(input),
      service: guarded ? GUARD : SERVER,
      hostPort: settings.port,
      primary: true,
      programsOnly: true,
    },
    ...(guarded
      ? [onLoopback(DIRECT_ENDPOINT, "SpacetimeDB past the guard", SERVER, settings.directPort)]
      : []),
    ...(settings.monitoring
      ? [
          onLoopback(GRAFANA_ENDPOINT, "Grafana", GRAFANA, settings.grafanaPort),
          onLoopback(PROMETHEUS_ENDPOINT, "Prometheus", PROMETHEUS, settings.prometheusPort),
        ]
      : []),
  ];
}

function onLoopback(id: string, label: string, service: string, hostPort: number): Endpoint {
  return { id, label, url: loopbackUrl(hostPort), service, hostPort };
}

export const spacetimedbRoutable: readonly RoutableEndpoint[] = [
  { endpoint: CLIENT_ENDPOINT, label: LABEL, required: true },
];
