import type { ComposeProject, ComposeService, EnvValue } from "@/lib/stacks/compose-project";
import { resolvedEnv } from "@/lib/stacks/env-value";

/** What people call the parts of a service; the environment is told by its names. */
const PARTS = {
  command: "command",
  entrypoint: "entrypoint",
  user: "user",
  ports: "published ports",
  volumes: "volumes",
  configs: "configuration files",
  dependsOn: "dependencies",
  healthcheck: "health check",
  restart: "restart policy",
  stopSignal: "stop signal",
  stopGracePeriodSeconds: "time to stop",
  memoryLimitBytes: "memory limit",
  shmSizeBytes: "shared memory",
  platform: "platform",
  networkAliases: "network names",
  labels: "labels",
  logging: "log limits",
} as const satisfies Partial<Record<keyof ComposeService, string>>;

/**
 * Why a service's container is made anew, from what was deployed and what is wanted: `environment changed: CACHE_TTL;
 * memory limit changed`. Null when the two definitions say the same: then the cause is not in them.
 */
export function changeCause(before: ComposeProject, after: ComposeProject, name: string): string | null {
  const [old, now] = [before.services[name], after.services[name]];
  if (old === undefined || now === undefined) return null;
  const causes: string[] = [];
  if (old.image !== now.image) causes.push(`image changed: ${old.image} to ${now.image}`);
  const variables = changedVariables(before, old, after, now);
  if (variables.length > 0) causes.push(`environment changed: ${variables.join(", ")}`);
  for (const [part, words] of Object.entries(PARTS)) {
    const key = part as keyof typeof PARTS;
    if (key !== "configs" && !same(old[key], now[key])) causes.push(`${words} changed`);
  }
  const files = changedFiles(before, old, after, now);
  if (files.length > 0) causes.push(`${PARTS.configs} changed: ${files.join(", ")}`);
  if (!same(before.labels, after.labels)) causes.push("labels changed");
  return causes.length === 0 ? null : causes.join("; ");
}

function changedVariables(
  before: ComposeProject,
  old: ComposeService,
  after: ComposeProject,
  now: ComposeService,
): string[] {
  const names = new Set([...Object.keys(old.environment ?? {}), ...Object.keys(now.environment ?? {})]);
  return [...names]
    .filter(
      (name) =>
        variableValue(before, old.environment?.[name]) !== variableValue(after, now.environment?.[name]),
    )
    .sort();
}

function variableValue(project: ComposeProject, value: EnvValue | undefined): string | undefined {
  return value === undefined ? undefined : resolvedEnv(value, project.env);
}

function changedFiles(
  before: ComposeProject,
  old: ComposeService,
  after: ComposeProject,
  now: ComposeService,
): string[] {
  const read = (project: ComposeProject, service: ComposeService) =>
    new Map(service.configs?.map(({ source, target }) => [target, project.configs[source]?.content]));
  const [oldFiles, newFiles] = [read(before, old), read(after, now)];
  const targets = new Set([...oldFiles.keys(), ...newFiles.keys()]);
  return [...targets].filter((target) => oldFiles.get(target) !== newFiles.get(target)).sort();
}

/** Both are plain data, made by the same code in the same order of keys. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
