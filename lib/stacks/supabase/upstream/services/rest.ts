// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const rest: UpstreamService = {
  image: "postgrest/postgrest:v14.17",
  environment: {
    PGRST_DB_URI:
      "postgres://authenticator:${POSTGRES_PASSWORD}@${POSTGRES_HOST}:${POSTGRES_PORT}/${POSTGRES_DB}",
    PGRST_DB_SCHEMAS: "${PGRST_DB_SCHEMAS}",
    PGRST_DB_MAX_ROWS: "${PGRST_DB_MAX_ROWS:-1000}",
    PGRST_DB_EXTRA_SEARCH_PATH: "${PGRST_DB_EXTRA_SEARCH_PATH:-public}",
    PGRST_DB_ANON_ROLE: "anon",
    PGRST_ADMIN_SERVER_PORT: "3001",
    PGRST_ADMIN_SERVER_HOST: "localhost",
    PGRST_JWT_SECRET: "${JWT_JWKS:-${JWT_SECRET}}",
    PGRST_DB_USE_LEGACY_GUCS: "false",
    PGRST_APP_SETTINGS_JWT_EXP: "${JWT_EXPIRY}",
  },
  mounts: [],
  healthcheck: { test: ["CMD", "postgrest", "--ready"], intervalSeconds: 5, timeoutSeconds: 5, retries: 3 },
  dependsOn: { db: "service_healthy" },
  command: ["postgrest"],
  ports: [],
};
