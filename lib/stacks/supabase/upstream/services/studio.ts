// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const studio: UpstreamService = {
  image: "supabase/studio:2026.09.07-sha-7996410",
  environment: {
    HOSTNAME: "0.0.0.0",
    STUDIO_PG_META_URL: "http://meta:8080",
    POSTGRES_PORT: "${POSTGRES_PORT}",
    POSTGRES_HOST: "${POSTGRES_HOST}",
    POSTGRES_DB: "${POSTGRES_DB}",
    POSTGRES_PASSWORD: "${POSTGRES_PASSWORD}",
    POSTGRES_USER_READ_WRITE: "postgres",
    PG_META_CRYPTO_KEY: "${PG_META_CRYPTO_KEY}",
    PGRST_DB_SCHEMAS: "${PGRST_DB_SCHEMAS}",
    PGRST_DB_MAX_ROWS: "${PGRST_DB_MAX_ROWS:-1000}",
    PGRST_DB_EXTRA_SEARCH_PATH: "${PGRST_DB_EXTRA_SEARCH_PATH:-public}",
    DEFAULT_ORGANIZATION_NAME: "${STUDIO_DEFAULT_ORGANIZATION}",
    DEFAULT_PROJECT_NAME: "${STUDIO_DEFAULT_PROJECT}",
    OPENAI_API_KEY: "${OPENAI_API_KEY}",
    SUPABASE_URL: "http://api-gw:8000",
    SUPABASE_PUBLIC_URL: "${SUPABASE_PUBLIC_URL}",
    SUPABASE_ANON_KEY: "${ANON_KEY}",
    SUPABASE_SERVICE_KEY: "${SERVICE_ROLE_KEY}",
    AUTH_JWT_SECRET: "${JWT_SECRET}",
    SUPABASE_PUBLISHABLE_KEY: "${SUPABASE_PUBLISHABLE_KEY}",
    SUPABASE_SECRET_KEY: "${SUPABASE_SECRET_KEY}",
    ENABLED_FEATURES_LOGS_ALL: "false",
    SNIPPETS_MANAGEMENT_FOLDER: "/app/snippets",
    EDGE_FUNCTIONS_MANAGEMENT_FOLDER: "/app/edge-functions",
  },
  mounts: [
    { source: "./volumes/snippets", target: "/app/snippets" },
    { source: "./volumes/functions", target: "/app/edge-functions", readOnly: true },
  ],
  healthcheck: {
    test: [
      "CMD-SHELL",
      "node -e \"fetch('http://localhost:3000/api/platform/profile').then((r) => {if (r.status !== 200) throw new Error(r.status)})\"",
    ],
    intervalSeconds: 5,
    timeoutSeconds: 10,
    retries: 3,
    startPeriodSeconds: 20,
  },
  dependsOn: {},
  ports: [],
};
