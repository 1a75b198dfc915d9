// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const functions: UpstreamService = {
  image: "supabase/edge-runtime:v1.76.2",
  environment: {
    JWT_SECRET: "${JWT_SECRET}",
    SUPABASE_URL: "http://api-gw:8000",
    SUPABASE_PUBLIC_URL: "${SUPABASE_PUBLIC_URL}",
    SUPABASE_ANON_KEY: "${ANON_KEY}",
    SUPABASE_SERVICE_ROLE_KEY: "${SERVICE_ROLE_KEY}",
    SUPABASE_PUBLISHABLE_KEYS: '{"default":"${SUPABASE_PUBLISHABLE_KEY:-}"}',
    SUPABASE_SECRET_KEYS: '{"default":"${SUPABASE_SECRET_KEY:-}"}',
    SUPABASE_DB_URL:
      "postgresql://postgres:${POSTGRES_PASSWORD}@${POSTGRES_HOST}:${POSTGRES_PORT}/${POSTGRES_DB}",
    VERIFY_JWT: "${FUNCTIONS_VERIFY_JWT}",
  },
  mounts: [
    { source: "./volumes/functions", target: "/home/deno/functions" },
    { source: "deno-cache", target: "/root/.cache/deno" },
  ],
  healthcheck: {
    test: ["CMD-SHELL", "timeout 1 bash -c '</dev/tcp/127.0.0.1/9000'"],
    intervalSeconds: 5,
    timeoutSeconds: 5,
    retries: 3,
  },
  dependsOn: { "api-gw": "service_healthy" },
  command: [
    "start",
    "--user-worker-request-idle-timeout",
    "150000",
    "--main-service",
    "/home/deno/functions/main",
  ],
  ports: [],
};
