import type { EnvValue } from "@/lib/stacks/compose-project";

/** Names of the entries of `.env` that the value refers to. */
export function envNames(value: EnvValue): readonly string[] {
  if (typeof value === "string" || "projectName" in value) return [];
  if ("env" in value) return [value.env];
  return value.parts.flatMap(envNames);
}

/** The value as the process in the container sees it; an entry that is not there is empty, as Compose has it. */
export function resolvedEnv(value: EnvValue, env: Readonly<Record<string, string>>): string {
  if (typeof value === "string") return value;
  if ("projectName" in value) return value.projectName;
  if ("env" in value) return env[value.env] ?? "";
  return value.parts.map((part) => resolvedEnv(part, env)).join("");
}
