import type { ComposeProject } from "@/lib/stacks/compose-project";
import { directusEnvironment } from "@/lib/stacks/directus/environment";
import type { DirectusInput } from "@/lib/stacks/directus/fields";
import { redisStart } from "@/lib/stacks/directus/redis-start";
import { databaseService, directusService, redisService } from "@/lib/stacks/directus/services";

export function renderDirectus(input: DirectusInput): ComposeProject {
  const environment = directusEnvironment(input);
  const postgis = input.settings.database === "postgis";
  return {
    name: input.name,
    services: {
      directus: directusService(input, environment),
      ...(postgis && { database: databaseService(), redis: redisService() }),
    },
    volumes: ["uploads", "extensions", "database", ...(postgis ? ["redis"] : [])],
    configs: postgis ? { "redis-start": { content: redisStart(input.settings.redisMemoryMib) } } : {},
    env: environment.env,
    secretEnv: environment.secretEnv,
  };
}
