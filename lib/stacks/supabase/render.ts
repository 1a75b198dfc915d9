import { type ComposeProject, type ComposeService, env } from "@/lib/stacks/compose-project";
import { envNames } from "@/lib/stacks/env-value";
import { freeVariableEntry } from "@/lib/stacks/free-variables";
import { looksSecret } from "@/lib/stacks/secret-name";
import type { FreeVariable } from "@/lib/stacks/settings";
import { baseServices, serviceContext } from "@/lib/stacks/supabase/base-services";
import { envEntries } from "@/lib/stacks/supabase/env-entries";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";
import { variablesField } from "@/lib/stacks/supabase/fields/variable-fields";
import { inlineFiles } from "@/lib/stacks/supabase/inline-files";
import { FUNCTIONS_SEED, type SupabaseService } from "@/lib/stacks/supabase/service-names";
import { functionsSeedService } from "@/lib/stacks/supabase/services/functions";

/** Every volume that a stack can have, the irreplaceable first. */
const VOLUMES = ["database", "db-config", "storage", "functions", "snippets", "deno-cache"];

/** Of `.env`, the inline files and the volumes, just what the services that are on refer to. */
export function renderSupabase(input: SupabaseInput): ComposeProject {
  const context = serviceContext(input);
  const services: Record<string, ComposeService> = {};
  const free: Record<string, string> = {};
  const secretFree: string[] = [];
  for (const [name, service] of baseServices(context)) {
    const variables = input.settings[variablesField(name)];
    for (const variable of variables) {
      const entry = freeVariableEntry(name, variable.name);
      free[entry] = variable.value;
      if (looksSecret(variable.name)) secretFree.push(entry);
    }
    services[name] = withFreeVariables(name, service, variables);
    if (name === "functions") services[FUNCTIONS_SEED] = functionsSeedService(context);
  }
  const { values, secretNames } = envEntries(input);
  const used = new Set(
    Object.values(services).flatMap(({ environment = {} }) => Object.values(environment).flatMap(envNames)),
  );
  const names = [...used].sort();
  return {
    name: input.name,
    services,
    volumes: mountedVolumes(services),
    configs: mountedFiles(services, inlineFiles(context.on)),
    env: Object.fromEntries(names.map((name) => [name, free[name] ?? values[name] ?? ""])),
    secretEnv: [...names.filter((name) => secretNames.has(name)), ...secretFree],
  };
}

function withFreeVariables(
  name: SupabaseService,
  service: ComposeService,
  variables: readonly FreeVariable[],
): ComposeService {
  if (variables.length === 0) return service;
  const own = variables.map((variable) => [variable.name, env(freeVariableEntry(name, variable.name))]);
  return { ...service, environment: { ...service.environment, ...Object.fromEntries(own) } };
}

function mountedVolumes(services: Readonly<Record<string, ComposeService>>): string[] {
  const mounts = Object.values(services).flatMap(({ volumes = [] }) => volumes);
  const named = new Set(mounts.filter(({ type }) => type === "volume").map(({ source }) => source));
  return VOLUMES.filter((volume) => named.has(volume));
}

function mountedFiles(
  services: Readonly<Record<string, ComposeService>>,
  files: ComposeProject["configs"],
): ComposeProject["configs"] {
  const mounted = new Set(
    Object.values(services).flatMap(({ configs = [] }) => configs.map(({ source }) => source)),
  );
  return Object.fromEntries(Object.entries(files).filter(([name]) => mounted.has(name)));
}
