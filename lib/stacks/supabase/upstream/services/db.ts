// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

const INIT = "/docker-entrypoint-initdb.d";

export const db: UpstreamService = {
  image: "supabase/postgres:17.6.1.136",
  environment: {
    POSTGRES_HOST: "/var/run/postgresql",
    PGPORT: "${POSTGRES_PORT}",
    POSTGRES_PORT: "${POSTGRES_PORT}",
    PGPASSWORD: "${POSTGRES_PASSWORD}",
    POSTGRES_PASSWORD: "${POSTGRES_PASSWORD}",
    PGDATABASE: "${POSTGRES_DB}",
    POSTGRES_DB: "${POSTGRES_DB}",
    JWT_EXP: "${JWT_EXPIRY}",
  },
  mounts: [
    { source: "./volumes/db/realtime.sql", target: `${INIT}/migrations/99-realtime.sql` },
    { source: "./volumes/db/webhooks.sql", target: `${INIT}/init-scripts/98-webhooks.sql` },
    { source: "./volumes/db/roles.sql", target: `${INIT}/init-scripts/99-roles.sql` },
    { source: "./volumes/db/jwt.sql", target: `${INIT}/init-scripts/99-jwt.sql` },
    { source: "./volumes/db/data", target: "/var/lib/postgresql/data" },
    { source: "./volumes/db/_supabase.sql", target: `${INIT}/migrations/97-_supabase.sql` },
    { source: "./volumes/db/logs.sql", target: `${INIT}/migrations/99-logs.sql` },
    { source: "./volumes/db/pooler.sql", target: `${INIT}/migrations/99-pooler.sql` },
    { source: "db-config", target: "/etc/postgresql-custom" },
  ],
  healthcheck: {
    test: ["CMD", "pg_isready", "-U", "postgres", "-h", "localhost"],
    intervalSeconds: 5,
    timeoutSeconds: 5,
    retries: 10,
  },
  dependsOn: {},
  command: ["postgres", "-c", "config_file=/etc/postgresql/postgresql.conf", "-c", "log_min_messages=fatal"],
  ports: [],
};
