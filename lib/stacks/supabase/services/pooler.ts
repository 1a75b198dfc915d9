import { publishedHostIp } from "@/lib/stacks/access";
import { type ComposeService, env } from "@/lib/stacks/compose-project";
import { POOLER_TENANT_PATH } from "@/lib/stacks/supabase/files/pooler-tenant";
import {
  DATABASE_HOST,
  DATABASE_NAME,
  DATABASE_PORT,
  databaseUrl,
  HEALTH_INTERVAL_SECONDS,
  INTERNAL_DATABASE_NAME,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

const SESSION_PORT = 5432;
const TRANSACTION_PORT = 6543;

export function poolerService({ input, image }: ServiceContext): ComposeService {
  const { settings, access } = input;
  const hostIp = publishedHostIp(access);
  return {
    ...lasting,
    image: image("supavisor"),
    command: [
      "/bin/sh",
      "-c",
      `/app/bin/migrate && /app/bin/supavisor eval "$(cat ${POOLER_TENANT_PATH})" && /app/bin/server`,
    ],
    environment: {
      PORT: "4000",
      POSTGRES_PORT: DATABASE_PORT,
      POSTGRES_HOST: DATABASE_HOST,
      POSTGRES_DB: DATABASE_NAME,
      POSTGRES_PASSWORD: env("POSTGRES_PASSWORD"),
      DATABASE_URL: databaseUrl("ecto", "supabase_admin", INTERNAL_DATABASE_NAME),
      CLUSTER_POSTGRES: "true",
      SECRET_KEY_BASE: env("SECRET_KEY_BASE"),
      VAULT_ENC_KEY: env("VAULT_ENC_KEY"),
      API_JWT_SECRET: env("JWT_SECRET"),
      METRICS_JWT_SECRET: env("JWT_SECRET"),
      REGION: "local",
      ERL_AFLAGS: "-proto_dist inet_tcp",
      POOLER_TENANT_ID: env("POOLER_TENANT_ID"),
      POOLER_DEFAULT_POOL_SIZE: env("POOLER_DEFAULT_POOL_SIZE"),
      POOLER_MAX_CLIENT_CONN: env("POOLER_MAX_CLIENT_CONN"),
      // Of the second port; the first one is for sessions whatever stands here.
      POOLER_POOL_MODE: "transaction",
      DB_POOL_SIZE: env("POOLER_DB_POOL_SIZE"),
    },
    ports: [
      { hostIp, hostPort: settings.poolerSessionPort, containerPort: SESSION_PORT, protocol: "tcp" },
      { hostIp, hostPort: settings.poolerTransactionPort, containerPort: TRANSACTION_PORT, protocol: "tcp" },
    ],
    configs: [{ source: "pooler-tenant", target: POOLER_TENANT_PATH }],
    dependsOn: { db: "service_healthy" },
    healthcheck: {
      test: ["CMD", "curl", "-sSfL", "--head", "-o", "/dev/null", "http://127.0.0.1:4000/api/health"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 10,
      startPeriodSeconds: 120,
    },
  };
}
