import { publishedHostIp } from "@/lib/stacks/access";
import { type ComposeService, env } from "@/lib/stacks/compose-project";
import { DATABASE_NAME, type DirectusEnvironment } from "@/lib/stacks/directus/environment";
import type { DirectusInput } from "@/lib/stacks/directus/fields";
import { directusImage, POSTGIS_IMAGE, REDIS_IMAGE } from "@/lib/stacks/directus/images";
import { REDIS_START_PATH } from "@/lib/stacks/directus/redis-start";

const MIB = 1024 * 1024;
const logging = { maxSizeMib: 10, maxFiles: 3 };

/** Seconds between health checks: a check costs a few milliseconds, a longer wait would delay every deploy. */
export const HEALTH_INTERVAL_SECONDS = 5;

export const DIRECTUS_PORT = 8055;

export function directusService(input: DirectusInput, { environment }: DirectusEnvironment): ComposeService {
  const { settings, access } = input;
  const sqlite = settings.database === "sqlite";
  return {
    image: directusImage(settings.version),
    environment,
    ports: [
      {
        hostIp: publishedHostIp(access),
        hostPort: settings.port,
        containerPort: DIRECTUS_PORT,
        protocol: "tcp",
      },
    ],
    volumes: [
      { type: "volume", source: "uploads", target: "/directus/uploads" },
      { type: "volume", source: "extensions", target: "/directus/extensions" },
      ...(sqlite ? [{ type: "volume" as const, source: "database", target: "/directus/database" }] : []),
    ],
    ...(!sqlite && { dependsOn: { database: "service_healthy", redis: "service_healthy" } }),
    healthcheck: {
      // 127.0.0.1, since `localhost` may be ::1, where Directus does not listen. `/server/health` needs a sign-in.
      test: ["CMD", "wget", "--spider", "-q", `http://127.0.0.1:${DIRECTUS_PORT}/server/ping`],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 6,
      // The first start writes about a hundred migrations.
      startPeriodSeconds: 120,
    },
    restart: "unless-stopped",
    stopGracePeriodSeconds: 30,
    ...(settings.memoryLimitMib > 0 && { memoryLimitBytes: settings.memoryLimitMib * MIB }),
    logging,
  };
}

export function databaseService(): ComposeService {
  return {
    image: POSTGIS_IMAGE,
    environment: {
      POSTGRES_USER: DATABASE_NAME,
      POSTGRES_DB: DATABASE_NAME,
      POSTGRES_PASSWORD: env("DB_PASSWORD"),
    },
    volumes: [{ type: "volume", source: "database", target: "/var/lib/postgresql/data" }],
    healthcheck: {
      // With a host: while the image sets the database up, it listens on its socket only.
      test: ["CMD", "pg_isready", "-q", "-h", "127.0.0.1", "-U", DATABASE_NAME, "-d", DATABASE_NAME],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 6,
      startPeriodSeconds: 60,
    },
    restart: "unless-stopped",
    // Disconnects clients and shuts down cleanly; the engine's own TERM would wait for them.
    stopSignal: "SIGINT",
    stopGracePeriodSeconds: 60,
    shmSizeBytes: 256 * MIB,
    logging,
  };
}

export function redisService(): ComposeService {
  return {
    image: REDIS_IMAGE,
    command: ["sh", REDIS_START_PATH],
    environment: {
      REDIS_PASSWORD: env("REDIS_PASSWORD"),
      // Read by redis-cli: in the health check and in probes.
      REDISCLI_AUTH: env("REDIS_PASSWORD"),
    },
    volumes: [{ type: "volume", source: "redis", target: "/data" }],
    configs: [{ source: "redis-start", target: REDIS_START_PATH }],
    healthcheck: {
      // redis-cli exits 0 on a refused password, so the answer itself is looked at.
      test: ["CMD-SHELL", "redis-cli ping | grep -q PONG"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 6,
      startPeriodSeconds: 30,
    },
    restart: "unless-stopped",
    stopGracePeriodSeconds: 10,
    logging,
  };
}
