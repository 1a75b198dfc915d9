import { type ComposeService, type EnvValue, env } from "@/lib/stacks/compose-project";
import { GATEWAY_URL } from "@/lib/stacks/supabase/services/gateway";
import {
  DATABASE_HOST,
  DATABASE_NAME,
  DATABASE_PORT,
  HEALTH_INTERVAL_SECONDS,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

export function studioService({ input, on, image }: ServiceContext): ComposeService {
  const { newerKeys } = input.settings;
  const logs = on.has("analytics");
  const assistant = (input.secrets.openaiApiKey ?? "") !== "";
  return {
    ...lasting,
    image: image("studio"),
    environment: {
      HOSTNAME: "0.0.0.0",
      STUDIO_PG_META_URL: "http://meta:8080",
      POSTGRES_PORT: DATABASE_PORT,
      POSTGRES_HOST: DATABASE_HOST,
      POSTGRES_DB: DATABASE_NAME,
      POSTGRES_PASSWORD: env("POSTGRES_PASSWORD"),
      POSTGRES_USER_READ_WRITE: "postgres",
      PG_META_CRYPTO_KEY: env("PG_META_CRYPTO_KEY"),
      PGRST_DB_SCHEMAS: env("PGRST_DB_SCHEMAS"),
      PGRST_DB_MAX_ROWS: env("PGRST_DB_MAX_ROWS"),
      PGRST_DB_EXTRA_SEARCH_PATH: env("PGRST_DB_EXTRA_SEARCH_PATH"),
      DEFAULT_ORGANIZATION_NAME: env("STUDIO_DEFAULT_ORGANIZATION"),
      DEFAULT_PROJECT_NAME: env("STUDIO_DEFAULT_PROJECT"),
      OPENAI_API_KEY: assistant ? env("OPENAI_API_KEY") : "",
      SUPABASE_URL: GATEWAY_URL,
      SUPABASE_PUBLIC_URL: env("SUPABASE_PUBLIC_URL"),
      SUPABASE_ANON_KEY: env("ANON_KEY"),
      SUPABASE_SERVICE_KEY: env("SERVICE_ROLE_KEY"),
      AUTH_JWT_SECRET: env("JWT_SECRET"),
      SUPABASE_PUBLISHABLE_KEY: newerKeys ? env("SUPABASE_PUBLISHABLE_KEY") : "",
      SUPABASE_SECRET_KEY: newerKeys ? env("SUPABASE_SECRET_KEY") : "",
      ...logVariables(logs),
      SNIPPETS_MANAGEMENT_FOLDER: "/app/snippets",
      EDGE_FUNCTIONS_MANAGEMENT_FOLDER: "/app/edge-functions",
    },
    volumes: [
      { type: "volume", source: "snippets", target: "/app/snippets" },
      { type: "volume", source: "functions", target: "/app/edge-functions", readOnly: true },
    ],
    ...(logs && { dependsOn: { analytics: "service_healthy" } }),
    healthcheck: {
      test: [
        "CMD-SHELL",
        "node -e \"fetch('http://localhost:3000/api/platform/profile').then((r) => {if (r.status !== 200) throw new Error(r.status)})\"",
      ],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 10,
      retries: 3,
      startPeriodSeconds: 120,
    },
  };
}

function logVariables(logs: boolean): Record<string, EnvValue> {
  if (!logs) return { ENABLED_FEATURES_LOGS_ALL: "false" };
  return {
    ENABLED_FEATURES_LOGS_ALL: "true",
    LOGFLARE_URL: "http://analytics:4000",
    LOGFLARE_PRIVATE_ACCESS_TOKEN: env("LOGFLARE_PRIVATE_ACCESS_TOKEN"),
  };
}
