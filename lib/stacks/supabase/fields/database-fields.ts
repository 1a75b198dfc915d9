import type { SettingFields } from "@/lib/stacks/settings";

const direct = { field: "directDatabase", is: true } as const;

export const databaseFields = {
  postgresVersion: {
    type: "choice",
    label: "PostgreSQL",
    topic: "database",
    default: "17",
    options: [
      { value: "17", label: "17" },
      { value: "15", label: "15", help: "For data that comes from a stack with version 15." },
    ],
    fixedAfterDeploy:
      "PostgreSQL does not read the data of another version: it would have to be dumped and loaded into a new stack.",
  },
  logMinMessages: {
    type: "choice",
    label: "PostgreSQL logs",
    help: "From which severity on. “fatal” keeps the log of a healthy database empty.",
    topic: "database",
    default: "fatal",
    options: ["debug1", "info", "notice", "warning", "error", "log", "fatal", "panic"].map((value) => ({
      value,
      label: value,
    })),
  },
  directDatabase: {
    type: "boolean",
    label: "Direct access to PostgreSQL",
    help: "A port of this server leads straight to the database, past the pooler. Docker opens it past most firewalls.",
    topic: "database",
    default: false,
  },
  databasePort: {
    type: "port",
    label: "Port of PostgreSQL",
    topic: "database",
    default: 5442,
    when: direct,
  },
} as const satisfies SettingFields;
