// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const storage: UpstreamService = {
  image: "supabase/storage-api:v1.74.0",
  environment: {
    ANON_KEY: "${ANON_KEY}",
    SERVICE_KEY: "${SERVICE_ROLE_KEY}",
    POSTGREST_URL: "http://rest:3000",
    AUTH_JWT_SECRET: "${JWT_SECRET}",
    DATABASE_URL:
      "postgres://supabase_storage_admin:${POSTGRES_PASSWORD}@${POSTGRES_HOST}:${POSTGRES_PORT}/${POSTGRES_DB}",
    STORAGE_PUBLIC_URL: "${SUPABASE_PUBLIC_URL}",
    REQUEST_ALLOW_X_FORWARDED_PATH: "true",
    FILE_SIZE_LIMIT: "52428800",
    STORAGE_BACKEND: "file",
    GLOBAL_S3_BUCKET: "${GLOBAL_S3_BUCKET}",
    FILE_STORAGE_BACKEND_PATH: "/var/lib/storage",
    TENANT_ID: "${STORAGE_TENANT_ID}",
    REGION: "${REGION}",
    ENABLE_IMAGE_TRANSFORMATION: "true",
    IMGPROXY_URL: "http://imgproxy:5001",
    S3_PROTOCOL_ACCESS_KEY_ID: "${S3_PROTOCOL_ACCESS_KEY_ID}",
    S3_PROTOCOL_ACCESS_KEY_SECRET: "${S3_PROTOCOL_ACCESS_KEY_SECRET}",
  },
  mounts: [{ source: "./volumes/storage", target: "/var/lib/storage" }],
  healthcheck: {
    test: ["CMD", "wget", "--no-verbose", "--tries=1", "--spider", "http://storage:5000/status"],
    intervalSeconds: 5,
    timeoutSeconds: 5,
    retries: 3,
    startPeriodSeconds: 10,
  },
  dependsOn: { db: "service_healthy", rest: "service_started", imgproxy: "service_started" },
  ports: [],
};
