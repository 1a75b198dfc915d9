import type { FieldIssue } from "@/lib/errors";
import { isActive } from "@/lib/stacks/active-fields";
import { hasPgWire, listenParts, TRACY_PORT } from "@/lib/stacks/spacetimedb/addresses";
import { type SpacetimedbSettings, spacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { listenProblem } from "@/lib/stacks/spacetimedb/start/value-problems";

const HOST_PORTS = [
  "port",
  "directPort",
  "pgHostPort",
  "tracyPort",
  "grafanaPort",
  "prometheusPort",
] as const;

/** Where the server listens, and that no port is given twice, on the host or inside the container. */
export function portIssues(settings: SpacetimedbSettings): FieldIssue[] {
  const { label } = spacetimedbFields.listenAddress;
  const listen = listenProblem(settings.listenAddress);
  return [
    ...(listen === undefined ? [] : [{ field: "listenAddress", message: `${label} ${listen}` }]),
    ...hostPortIssues(settings),
    ...innerPortIssues(settings),
  ];
}

function hostPortIssues(settings: SpacetimedbSettings): FieldIssue[] {
  const used = HOST_PORTS.filter((key) =>
    key === "pgHostPort" ? hasPgWire(settings) : isActive(spacetimedbFields, settings, key),
  );
  return used.flatMap((key, index) => {
    const earlier = used.slice(0, index).find((other) => settings[other] === settings[key]);
    if (earlier === undefined) return [];
    const [label, other] = [spacetimedbFields[key].label, spacetimedbFields[earlier].label];
    return [{ field: key, message: `${label} ${settings[key]} is taken by “${other}”: choose another one` }];
  });
}

function innerPortIssues(settings: SpacetimedbSettings): FieldIssue[] {
  const { port } = listenParts(settings.listenAddress);
  const taken = "is taken inside the container already: choose another one";
  const issues: FieldIssue[] = [];
  if (hasPgWire(settings) && settings.pgPort === port) {
    issues.push({ field: "pgPort", message: `Port ${port} for the PostgreSQL protocol ${taken}` });
  }
  if (settings.tracy && port === TRACY_PORT) {
    issues.push({ field: "listenAddress", message: `Port ${port} ${taken}, by Tracy` });
  }
  if (settings.tracy && hasPgWire(settings) && settings.pgPort === TRACY_PORT) {
    issues.push({ field: "pgPort", message: `Port ${settings.pgPort} ${taken}, by Tracy` });
  }
  return issues;
}
