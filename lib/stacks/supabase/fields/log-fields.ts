import type { SettingFields } from "@/lib/stacks/settings";

const bigquery = { field: "analyticsBackend", is: "bigquery" } as const;

export const logFields = {
  analyticsBackend: {
    type: "choice",
    label: "Logs are kept",
    topic: "logs",
    default: "postgres",
    options: [
      { value: "postgres", label: "In this stack's PostgreSQL" },
      {
        value: "bigquery",
        label: "In Google BigQuery",
        help: "For many logs: PostgreSQL slows down with them.",
      },
    ],
    fixedAfterDeploy: "Logs that are there already are not moved.",
  },
  googleProjectId: {
    type: "text",
    label: "Google project",
    topic: "logs",
    default: "",
    maxLength: 100,
    variable: "GOOGLE_PROJECT_ID",
    when: bigquery,
  },
  googleProjectNumber: {
    type: "text",
    label: "Number of the Google project",
    topic: "logs",
    default: "",
    maxLength: 30,
    pattern: { source: "^\\d+$", message: "must hold digits only" },
    variable: "GOOGLE_PROJECT_NUMBER",
    when: bigquery,
  },
  dockerSocket: {
    type: "text",
    label: "Docker's socket",
    help: "The log collector reads the logs of this stack's containers through it, and could do anything that Docker can. A rootless engine has it at /run/user/<uid>/docker.sock.",
    topic: "logs",
    default: "/var/run/docker.sock",
    advanced: true,
    maxLength: 500,
    pattern: {
      source: "^(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$",
      message: "must be a full path such as /var/run/docker.sock",
    },
    variable: "DOCKER_SOCKET_LOCATION",
  },
} as const satisfies SettingFields;
