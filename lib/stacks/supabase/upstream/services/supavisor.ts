// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const supavisor: UpstreamService = {
  image: "supabase/supavisor:2.9.12",
  environment: {
    PORT: "4000",
    POSTGRES_PORT: "${POSTGRES_PORT}",
    POSTGRES_HOST: "${POSTGRES_HOST}",
    POSTGRES_DB: "${POSTGRES_DB}",
    POSTGRES_PASSWORD: "${POSTGRES_PASSWORD}",
    DATABASE_URL: "ecto://supabase_admin:${POSTGRES_PASSWORD}@${POSTGRES_HOST}:${POSTGRES_PORT}/_supabase",
    CLUSTER_POSTGRES: "true",
    SECRET_KEY_BASE: "${SECRET_KEY_BASE}",
    VAULT_ENC_KEY: "${VAULT_ENC_KEY}",
    API_JWT_SECRET: "${JWT_SECRET}",
    METRICS_JWT_SECRET: "${JWT_SECRET}",
    REGION: "local",
    ERL_AFLAGS: "-proto_dist inet_tcp",
    POOLER_TENANT_ID: "${POOLER_TENANT_ID}",
    POOLER_DEFAULT_POOL_SIZE: "${POOLER_DEFAULT_POOL_SIZE}",
    POOLER_MAX_CLIENT_CONN: "${POOLER_MAX_CLIENT_CONN}",
    POOLER_POOL_MODE: "transaction",
    DB_POOL_SIZE: "${POOLER_DB_POOL_SIZE}",
  },
  mounts: [{ source: "./volumes/pooler/pooler.exs", target: "/etc/pooler/pooler.exs", readOnly: true }],
  healthcheck: {
    test: ["CMD", "curl", "-sSfL", "--head", "-o", "/dev/null", "http://127.0.0.1:4000/api/health"],
    intervalSeconds: 10,
    timeoutSeconds: 5,
    retries: 10,
    startPeriodSeconds: 30,
  },
  dependsOn: { db: "service_healthy" },
  command: [
    "/bin/sh",
    "-c",
    '/app/bin/migrate && /app/bin/supavisor eval "$$(cat /etc/pooler/pooler.exs)" && /app/bin/server',
  ],
  ports: [
    { published: "${POSTGRES_PORT}", containerPort: 5432 },
    { published: "${POOLER_PROXY_PORT_TRANSACTION}", containerPort: 6543 },
  ],
};
