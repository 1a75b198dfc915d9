import { type ComposeService, env } from "@/lib/stacks/compose-project";
import {
  DATABASE_HOST,
  DATABASE_NAME,
  DATABASE_PORT,
  HEALTH_INTERVAL_SECONDS,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

/** Realtime takes the first label of the name by which it is called for its tenant. */
const TENANT = "realtime-dev";

export function realtimeService({ input, image }: ServiceContext): ComposeService {
  return {
    ...lasting,
    image: image("realtime"),
    environment: {
      PORT: "4000",
      DB_HOST: DATABASE_HOST,
      DB_PORT: DATABASE_PORT,
      DB_USER: "supabase_admin",
      DB_PASSWORD: env("POSTGRES_PASSWORD"),
      DB_NAME: DATABASE_NAME,
      DB_AFTER_CONNECT_QUERY: "SET search_path TO _realtime",
      DB_ENC_KEY: env("REALTIME_DB_ENC_KEY"),
      API_JWT_SECRET: env("JWT_SECRET"),
      ...(input.settings.newerKeys && { API_JWT_JWKS: env("JWT_JWKS") }),
      SECRET_KEY_BASE: env("SECRET_KEY_BASE"),
      METRICS_JWT_SECRET: env("JWT_SECRET"),
      ERL_AFLAGS: "-proto_dist inet_tcp",
      // Two single quotes: that is how upstream says that there is none.
      DNS_NODES: "''",
      RLIMIT_NOFILE: "10000",
      APP_NAME: "realtime",
      SEED_SELF_HOST: "true",
      RUN_JANITOR: "true",
      DISABLE_HEALTHCHECK_LOGGING: "true",
      // Read by the health check.
      ANON_KEY: env("ANON_KEY"),
    },
    dependsOn: { db: "service_healthy" },
    networkAliases: [`${TENANT}.supabase-realtime`],
    healthcheck: {
      // The shell in the container reads the key: in the file it would be seen, and would stay after a change.
      test: [
        "CMD-SHELL",
        `curl -sSfL --head -o /dev/null -H "Authorization: Bearer $ANON_KEY" http://localhost:4000/api/tenants/${TENANT}/health`,
      ],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 120,
    },
  };
}
