import { directusVersions } from "@/lib/stacks/directus/versions";
import type { SettingFields } from "@/lib/stacks/settings";

export const basicFields = {
  version: {
    type: "choice",
    label: "Version",
    help: "Directus changes its database when it is upgraded, and cannot go back: take a backup before.",
    topic: "basics",
    default: "12.4.0",
    options: directusVersions.map((version) => ({
      value: version.id,
      label: version.label,
      ...("note" in version && { help: version.note }),
    })),
  },
  database: {
    type: "choice",
    label: "Database",
    topic: "basics",
    default: "postgis",
    options: [
      {
        value: "postgis",
        label: "PostgreSQL with PostGIS, and Redis",
        help: "For anything that people rely on. Runs on amd64 processors only.",
      },
      { value: "sqlite", label: "SQLite", help: "One container, least memory; no Redis, limited geometry." },
    ],
    fixedAfterDeploy: "Another database starts empty: nothing is carried over.",
  },
  port: {
    type: "port",
    label: "Port",
    help: "The port of this server under which Directus is reached.",
    topic: "basics",
    default: 8055,
  },
  adminEmail: {
    type: "text",
    format: "email",
    label: "Admin e-mail",
    help: "Name under which the first admin signs in.",
    topic: "basics",
    default: "admin@example.com",
    maxLength: 255,
    variable: "ADMIN_EMAIL",
    fixedAfterDeploy: "Directus makes its first admin once; later changes are made in Directus itself.",
  },
  projectName: {
    type: "text",
    label: "Project name",
    topic: "basics",
    default: "",
    optional: true,
    advanced: true,
    maxLength: 100,
    variable: "PROJECT_NAME",
    fixedAfterDeploy: "Read at the first start only; later changes are made in Directus itself.",
  },
  publicUrl: {
    type: "text",
    format: "url",
    label: "Public URL",
    help: "The address that browsers use, when it is not this server's own with the port: behind your own proxy, say.",
    topic: "basics",
    default: "",
    optional: true,
    advanced: true,
    placeholder: "https://cms.example.com",
    maxLength: 2000,
    variable: "PUBLIC_URL",
  },
} as const satisfies SettingFields;
