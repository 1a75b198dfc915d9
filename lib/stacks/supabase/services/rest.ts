import { type ComposeService, env } from "@/lib/stacks/compose-project";
import {
  databaseUrl,
  HEALTH_INTERVAL_SECONDS,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

export function restService({ input, image }: ServiceContext): ComposeService {
  return {
    ...lasting,
    image: image("rest"),
    command: ["postgrest"],
    environment: {
      PGRST_DB_URI: databaseUrl("postgres", "authenticator"),
      PGRST_DB_SCHEMAS: env("PGRST_DB_SCHEMAS"),
      PGRST_DB_MAX_ROWS: env("PGRST_DB_MAX_ROWS"),
      PGRST_DB_EXTRA_SEARCH_PATH: env("PGRST_DB_EXTRA_SEARCH_PATH"),
      PGRST_DB_ANON_ROLE: "anon",
      PGRST_ADMIN_SERVER_PORT: "3001",
      PGRST_ADMIN_SERVER_HOST: "localhost",
      // A set of keys is taken in the place of a secret, and holds the secret too.
      PGRST_JWT_SECRET: env(input.settings.newerKeys ? "JWT_JWKS" : "JWT_SECRET"),
      PGRST_DB_USE_LEGACY_GUCS: "false",
      PGRST_APP_SETTINGS_JWT_EXP: env("JWT_EXPIRY"),
    },
    dependsOn: { db: "service_healthy" },
    healthcheck: {
      test: ["CMD", "postgrest", "--ready"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 60,
    },
  };
}
