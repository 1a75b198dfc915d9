import { type ComposeService, type EnvValue, env } from "@/lib/stacks/compose-project";
import { ANALYTICS_START_PATH } from "@/lib/stacks/supabase/analytics-start";
import { VECTOR_PIPELINE_PATH, VECTOR_PROJECT } from "@/lib/stacks/supabase/files/vector-pipeline";
import {
  DATABASE_HOST,
  DATABASE_PORT,
  databaseUrl,
  HEALTH_INTERVAL_SECONDS,
  INTERNAL_DATABASE_NAME,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

const SCHEMA = "_analytics";

/** Upstream's path; Docker's own whatever the host's is. */
const SOCKET = "/var/run/docker.sock";

export function analyticsService({ input, image }: ServiceContext): ComposeService {
  const bigquery = input.settings.analyticsBackend === "bigquery";
  return {
    ...lasting,
    image: image("analytics"),
    ...(bigquery && {
      entrypoint: ["/bin/sh", ANALYTICS_START_PATH],
      configs: [{ source: "analytics-start", target: ANALYTICS_START_PATH }],
    }),
    environment: {
      LOGFLARE_NODE_HOST: "127.0.0.1",
      DB_USERNAME: "supabase_admin",
      DB_DATABASE: INTERNAL_DATABASE_NAME,
      DB_HOSTNAME: DATABASE_HOST,
      DB_PORT: DATABASE_PORT,
      DB_PASSWORD: env("POSTGRES_PASSWORD"),
      DB_SCHEMA: SCHEMA,
      LOGFLARE_PUBLIC_ACCESS_TOKEN: env("LOGFLARE_PUBLIC_ACCESS_TOKEN"),
      LOGFLARE_PRIVATE_ACCESS_TOKEN: env("LOGFLARE_PRIVATE_ACCESS_TOKEN"),
      LOGFLARE_SINGLE_TENANT: "true",
      LOGFLARE_SUPABASE_MODE: "true",
      LOGFLARE_FEATURE_FLAG_OVERRIDE: "multibackend=true",
      ...(bigquery ? bigqueryVariables : postgresVariables),
    },
    dependsOn: { db: "service_healthy" },
    healthcheck: {
      test: ["CMD-SHELL", "curl -sSfL -o /dev/null http://localhost:4000/health"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 10,
      startPeriodSeconds: 180,
    },
  };
}

const postgresVariables: Readonly<Record<string, EnvValue>> = {
  POSTGRES_BACKEND_URL: databaseUrl("postgresql", "supabase_admin", INTERNAL_DATABASE_NAME),
  POSTGRES_BACKEND_SCHEMA: SCHEMA,
};

const bigqueryVariables: Readonly<Record<string, EnvValue>> = {
  GOOGLE_PROJECT_ID: env("GOOGLE_PROJECT_ID"),
  GOOGLE_PROJECT_NUMBER: env("GOOGLE_PROJECT_NUMBER"),
  GOOGLE_SERVICE_ACCOUNT: env("GOOGLE_SERVICE_ACCOUNT"),
};

export function vectorService({ input, image }: ServiceContext): ComposeService {
  return {
    ...lasting,
    image: image("vector"),
    command: ["--config", VECTOR_PIPELINE_PATH],
    environment: {
      LOGFLARE_PUBLIC_ACCESS_TOKEN: env("LOGFLARE_PUBLIC_ACCESS_TOKEN"),
      [VECTOR_PROJECT]: { projectName: input.name },
    },
    volumes: [{ type: "bind", source: input.settings.dockerSocket, target: SOCKET, readOnly: true }],
    configs: [{ source: "vector", target: VECTOR_PIPELINE_PATH }],
    unlabelled: true,
    dependsOn: { analytics: "service_healthy" },
    healthcheck: {
      test: ["CMD", "wget", "--no-verbose", "--tries=1", "--spider", "http://vector:9001/health"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 30,
    },
  };
}
