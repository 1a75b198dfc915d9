import { spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { LOCAL_ISSUER } from "@/lib/keys/spacetimedb-keys";
import type { ConnectionRow, Snippet } from "@/lib/stacks/connection-card";
import { hostFolders } from "@/lib/stacks/host-folder";
import {
  clientUrl,
  databaseName,
  hasPgWire,
  isGuarded,
  loopbackUrl,
  serverEndpoint,
} from "@/lib/stacks/spacetimedb/addresses";
import { type SpacetimedbInput, spacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { spacetimedbSnippets } from "@/lib/stacks/spacetimedb/snippets";

/** What an application needs comes first, then the owner, then what few ask for. */
export function spacetimedbConnections(input: SpacetimedbInput): {
  rows: readonly ConnectionRow[];
  snippets: readonly Snippet[];
} {
  return {
    rows: [
      ...grouped("For your application", clientRows(input)),
      ...grouped("Publishing", ownerRows(input)),
      ...grouped("PostgreSQL protocol", postgresRows(input)),
      ...grouped("Monitoring", monitoringRows(input)),
      ...grouped("Keys", [
        { label: "Public key", secret: "jwtPublicKey", note: "may be known", probe: "public-key" },
        { label: "Private key", secret: "jwtPrivateKey", note: "signs every token" },
      ]),
      ...grouped("Folders of the engine's host", folderRows(input)),
    ],
    snippets: spacetimedbSnippets(input),
  };
}

function grouped(group: string, rows: readonly ConnectionRow[]): ConnectionRow[] {
  return rows.map((row) => ({ ...row, group }));
}

function clientRows(input: SpacetimedbInput): ConnectionRow[] {
  const url = clientUrl(input);
  const database = databaseName(input);
  const guarded = isGuarded(input.settings, input.access);
  return [
    {
      label: "HTTP URL",
      text: url,
      ...(input.access.mode === "address" && { note: "public, plain http" }),
      probe: guarded ? "guard" : "ping",
    },
    { label: "WebSocket URL", text: `${url.replace(/^http/, "ws")}/v1/database/${database}/subscribe` },
    { label: "Database name", text: database, note: "made when you publish a module" },
  ];
}

function ownerRows(input: SpacetimedbInput): ConnectionRow[] {
  const subject = input.secrets.ownerSubject ?? "";
  const guarded = isGuarded(input.settings, input.access);
  return [
    ...(guarded
      ? [
          {
            label: "URL for publishing",
            text: serverEndpoint(input).url,
            note: "on the server itself, or through a tunnel",
            probe: "ping",
          },
        ]
      : []),
    {
      label: "Owner identity",
      text: spacetimedbIdentity(LOCAL_ISSUER, subject),
      note: "stays when keys are made anew",
      probe: "owner-token",
    },
    { label: "Owner token", secret: "ownerToken", note: "never ends", probe: "owner-token" },
  ];
}

function postgresRows({ settings, ...input }: SpacetimedbInput): ConnectionRow[] {
  if (!hasPgWire(settings)) return [];
  return [
    {
      label: "PostgreSQL address",
      text: `localhost:${settings.pgHostPort}`,
      note: "no TLS: on the server itself, or through a tunnel",
      probe: "postgres-port",
    },
    { label: "PostgreSQL database", text: databaseName({ settings, ...input }) },
    {
      label: "PostgreSQL password",
      secret: "ownerToken",
      note: "a token that is refused is written to the server's log",
    },
  ];
}

function monitoringRows({ settings }: SpacetimedbInput): ConnectionRow[] {
  if (!settings.monitoring) return [];
  return [
    {
      label: "Grafana",
      text: loopbackUrl(settings.grafanaPort),
      url: true,
      note: "no TLS: on the server itself, or through a tunnel",
      probe: "grafana-health",
    },
    {
      label: "Grafana sign-in",
      user: settings.grafanaUser,
      secret: "grafanaPassword",
      probe: "grafana-source",
    },
    {
      label: "Prometheus",
      text: loopbackUrl(settings.prometheusPort),
      note: "no sign-in: on the server itself, or through a tunnel",
      probe: "prometheus-target",
    },
  ];
}

function folderRows({ settings }: SpacetimedbInput): ConnectionRow[] {
  const labels: Readonly<Record<string, { label: string }>> = spacetimedbFields;
  return Object.entries(hostFolders(spacetimedbFields, settings)).map(([field, path]) => ({
    label: labels[field]?.label ?? field,
    text: path,
  }));
}
