import type { SettingFields } from "@/lib/stacks/settings";
import { spacetimedbVersions } from "@/lib/stacks/spacetimedb/versions";

export const basicFields = {
  flavour: {
    type: "choice",
    label: "Flavour",
    help: "SpacetimeDB is under the Business Source License: one instance in production, and not as a database service for others.",
    topic: "basics",
    default: "production",
    options: [
      {
        value: "production",
        label: "Production",
        help: "The pinned image, without the PostgreSQL protocol.",
      },
      {
        value: "release-test",
        label: "Release test",
        help: "As production, with the PostgreSQL protocol on a port of this server's loopback.",
      },
    ],
  },
  version: {
    type: "choice",
    label: "Version",
    help: "A newer minor version changes the data folder for good, and an older one then refuses it: take a backup before.",
    topic: "basics",
    default: "v2.8.3",
    options: spacetimedbVersions.map(({ id, label, note }) => ({ value: id, label, help: note })),
  },
  port: {
    type: "port",
    label: "Port",
    help: "The port of this server under which clients reach SpacetimeDB.",
    topic: "basics",
    default: 3000,
  },
  databaseName: {
    type: "text",
    label: "Database name",
    help: "Stands in the addresses and lines of the connection card. Empty: the stack's name. The database itself is made when you publish a module.",
    topic: "basics",
    default: "",
    optional: true,
    placeholder: "the stack's name",
    maxLength: 100,
    pattern: {
      source: "^[a-z0-9]+(-[a-z0-9]+)*$",
      message: "must hold lower-case letters and digits, with hyphens between",
    },
  },
  inMemory: {
    type: "boolean",
    label: "Keep tables in memory only",
    help: "Everything in the databases is lost at every stop. The data folder still holds names, owners and logs.",
    topic: "basics",
    default: false,
    variable: "--in-memory",
    fixedAfterDeploy: "What is on the disk is neither read nor removed while this is on.",
  },
  serverTag: {
    type: "text",
    label: "Image tag of the server",
    help: "Empty: that of the version. Slipway knows the start parameters of 2.8.3.",
    topic: "basics",
    default: "",
    optional: true,
    advanced: true,
    placeholder: "that of the version",
    maxLength: 128,
    pattern: {
      source: "^v\\d+\\.\\d+\\.\\d+(-[A-Za-z0-9.-]+)?$",
      message: "must be a whole version with its v, such as v2.8.3: upstream pushes no shorter tag",
    },
  },
} as const satisfies SettingFields;
