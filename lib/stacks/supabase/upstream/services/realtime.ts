// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const realtime: UpstreamService = {
  image: "supabase/realtime:v2.134.10",
  environment: {
    PORT: "4000",
    DB_HOST: "${POSTGRES_HOST}",
    DB_PORT: "${POSTGRES_PORT}",
    DB_USER: "supabase_admin",
    DB_PASSWORD: "${POSTGRES_PASSWORD}",
    DB_NAME: "${POSTGRES_DB}",
    DB_AFTER_CONNECT_QUERY: "SET search_path TO _realtime",
    DB_ENC_KEY: "${REALTIME_DB_ENC_KEY:-supabaserealtime}",
    API_JWT_SECRET: "${JWT_SECRET}",
    SECRET_KEY_BASE: "${SECRET_KEY_BASE}",
    METRICS_JWT_SECRET: "${JWT_SECRET}",
    ERL_AFLAGS: "-proto_dist inet_tcp",
    DNS_NODES: "''",
    RLIMIT_NOFILE: "10000",
    APP_NAME: "realtime",
    SEED_SELF_HOST: "true",
    RUN_JANITOR: "true",
    DISABLE_HEALTHCHECK_LOGGING: "true",
  },
  mounts: [],
  healthcheck: {
    test: [
      "CMD-SHELL",
      'curl -sSfL --head -o /dev/null -H "Authorization: Bearer ${ANON_KEY}" http://localhost:4000/api/tenants/realtime-dev/health',
    ],
    intervalSeconds: 30,
    timeoutSeconds: 5,
    retries: 3,
    startPeriodSeconds: 10,
  },
  dependsOn: { db: "service_healthy" },
  ports: [],
  // The container's name there: its first label is the tenant.
  aliases: ["realtime-dev.supabase-realtime"],
};
