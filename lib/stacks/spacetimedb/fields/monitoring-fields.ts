import type { SettingFields } from "@/lib/stacks/settings";

const on = { field: "monitoring", is: true } as const;
const imageTag = {
  type: "text",
  topic: "monitoring",
  default: "",
  optional: true,
  advanced: true,
  placeholder: "the tested one",
  maxLength: 128,
  pattern: {
    source: "^[A-Za-z0-9_][A-Za-z0-9_.-]*$",
    message: "must be a tag alone, without the image's name",
  },
  when: on,
} as const;

export const monitoringFields = {
  monitoring: {
    type: "boolean",
    label: "Prometheus and Grafana",
    help: "Prometheus collects the server's metrics, Grafana shows them on a dashboard. About 250 MiB of memory.",
    topic: "monitoring",
    default: false,
  },
  grafanaPort: {
    type: "port",
    label: "Port of Grafana",
    topic: "monitoring",
    default: 3300,
    when: on,
  },
  grafanaUser: {
    type: "text",
    label: "Grafana's admin",
    topic: "monitoring",
    default: "admin",
    maxLength: 60,
    pattern: { source: "^[A-Za-z0-9._@-]+$", message: "may hold letters, digits and . _ @ - only" },
    variable: "GF_SECURITY_ADMIN_USER",
    when: on,
    fixedAfterDeploy: "Grafana makes its admin once; later changes are made in Grafana itself.",
  },
  prometheusPort: {
    type: "port",
    label: "Port of Prometheus",
    help: "On this server's loopback only: Prometheus has no sign-in.",
    topic: "monitoring",
    default: 9090,
    when: on,
  },
  scrapeSeconds: {
    type: "number",
    label: "Metrics are collected every",
    topic: "monitoring",
    default: 15,
    min: 1,
    max: 3600,
    unit: "s",
    advanced: true,
    variable: "scrape_interval",
    when: on,
  },
  retentionDays: {
    type: "number",
    label: "Metrics are kept for",
    topic: "monitoring",
    default: 15,
    min: 1,
    max: 3650,
    unit: "days",
    advanced: true,
    variable: "--storage.tsdb.retention.time",
    when: on,
  },
  prometheusTag: { ...imageTag, label: "Image tag of Prometheus" },
  grafanaTag: { ...imageTag, label: "Image tag of Grafana" },
} as const satisfies SettingFields;
