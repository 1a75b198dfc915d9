import type { Probe } from "@/lib/stacks/kind";
import type { SpacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { guardProbe } from "@/lib/stacks/spacetimedb/probes/guard-probe";
import {
  forgedTokenProbe,
  identityProbe,
  ownerTokenProbe,
  publicKeyProbe,
} from "@/lib/stacks/spacetimedb/probes/identity-probes";
import {
  grafanaHealthProbe,
  grafanaSourceProbe,
  prometheusTargetProbe,
} from "@/lib/stacks/spacetimedb/probes/monitoring-probes";
import { healthProbe, pingProbe, postgresPortProbe } from "@/lib/stacks/spacetimedb/probes/server-probes";

export const spacetimedbProbes: readonly Probe<SpacetimedbFields>[] = [
  pingProbe,
  healthProbe,
  publicKeyProbe,
  identityProbe,
  ownerTokenProbe,
  forgedTokenProbe,
  guardProbe,
  postgresPortProbe,
  prometheusTargetProbe,
  grafanaHealthProbe,
  grafanaSourceProbe,
];
