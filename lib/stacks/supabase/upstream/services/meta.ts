// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const meta: UpstreamService = {
  image: "supabase/postgres-meta:v0.99.0",
  environment: {
    PG_META_PORT: "8080",
    PG_META_DB_HOST: "${POSTGRES_HOST}",
    PG_META_DB_PORT: "${POSTGRES_PORT}",
    PG_META_DB_NAME: "${POSTGRES_DB}",
    PG_META_DB_USER: "postgres",
    PG_META_DB_PASSWORD: "${POSTGRES_PASSWORD}",
    CRYPTO_KEY: "${PG_META_CRYPTO_KEY}",
  },
  mounts: [],
  healthcheck: null,
  dependsOn: { db: "service_healthy" },
  ports: [],
};
