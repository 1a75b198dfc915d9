import { type ComposeService, type EnvValue, env, type VolumeMount } from "@/lib/stacks/compose-project";
import type { SupabaseSettings } from "@/lib/stacks/supabase/fields";
import {
  databaseUrl,
  HEALTH_INTERVAL_SECONDS,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

const FOLDER = "/var/lib/storage";

/** Image transformation reads the same files. */
const files: readonly VolumeMount[] = [{ type: "volume", source: "storage", target: FOLDER }];

export function storageService({ input, on, image }: ServiceContext): ComposeService {
  const { settings } = input;
  const images = on.has("imgproxy");
  return {
    ...lasting,
    image: image("storage"),
    environment: {
      ANON_KEY: env("ANON_KEY"),
      SERVICE_KEY: env("SERVICE_ROLE_KEY"),
      POSTGREST_URL: "http://rest:3000",
      AUTH_JWT_SECRET: env("JWT_SECRET"),
      ...(settings.newerKeys && { JWT_JWKS: env("JWT_JWKS") }),
      DATABASE_URL: databaseUrl("postgres", "supabase_storage_admin"),
      STORAGE_PUBLIC_URL: env("SUPABASE_PUBLIC_URL"),
      REQUEST_ALLOW_X_FORWARDED_PATH: "true",
      FILE_SIZE_LIMIT: env("FILE_SIZE_LIMIT"),
      STORAGE_BACKEND: env("STORAGE_BACKEND"),
      GLOBAL_S3_BUCKET: env("GLOBAL_S3_BUCKET"),
      ...(settings.storageBackend === "s3" && bucketVariables(settings)),
      FILE_STORAGE_BACKEND_PATH: FOLDER,
      TENANT_ID: env("STORAGE_TENANT_ID"),
      REGION: env("REGION"),
      ENABLE_IMAGE_TRANSFORMATION: String(images),
      ...(images && { IMGPROXY_URL: "http://imgproxy:5001" }),
      S3_PROTOCOL_ACCESS_KEY_ID: env("S3_PROTOCOL_ACCESS_KEY_ID"),
      S3_PROTOCOL_ACCESS_KEY_SECRET: env("S3_PROTOCOL_ACCESS_KEY_SECRET"),
    },
    volumes: files,
    dependsOn: {
      db: "service_healthy",
      rest: "service_started",
      ...(images && { imgproxy: "service_started" }),
    },
    healthcheck: {
      // By its name: `localhost` may be ::1, where Storage does not listen.
      test: ["CMD", "wget", "--no-verbose", "--tries=1", "--spider", "http://storage:5000/status"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 120,
    },
  };
}

function bucketVariables({ s3Endpoint, s3AccessKey }: SupabaseSettings): Record<string, EnvValue> {
  const own = s3Endpoint !== "";
  return {
    ...(own && {
      GLOBAL_S3_ENDPOINT: env("GLOBAL_S3_ENDPOINT"),
      GLOBAL_S3_PROTOCOL: new URL(s3Endpoint).protocol.slice(0, -1),
    }),
    GLOBAL_S3_FORCE_PATH_STYLE: env("GLOBAL_S3_FORCE_PATH_STYLE"),
    // Without them Storage asks the machine itself for its right.
    ...(s3AccessKey !== "" && {
      AWS_ACCESS_KEY_ID: env("AWS_ACCESS_KEY_ID"),
      AWS_SECRET_ACCESS_KEY: env("AWS_SECRET_ACCESS_KEY"),
    }),
  };
}

export function imgproxyService({ image }: ServiceContext): ComposeService {
  return {
    ...lasting,
    image: image("imgproxy"),
    environment: {
      IMGPROXY_BIND: ":5001",
      IMGPROXY_LOCAL_FILESYSTEM_ROOT: "/",
      IMGPROXY_USE_ETAG: "true",
      IMGPROXY_AUTO_WEBP: env("IMGPROXY_AUTO_WEBP"),
      IMGPROXY_MAX_SRC_RESOLUTION: "16.8",
    },
    volumes: files,
    healthcheck: {
      test: ["CMD", "imgproxy", "health"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 30,
    },
  };
}
