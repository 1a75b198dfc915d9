import { publishedHostIp } from "@/lib/stacks/access";
import { type ComposeService, env } from "@/lib/stacks/compose-project";
import { firstBootFiles } from "@/lib/stacks/supabase/files/first-boot";
import {
  DATABASE_HOST,
  DATABASE_NAME,
  DATABASE_PORT,
  HEALTH_INTERVAL_SECONDS,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

const MIB = 1024 * 1024;

export function databaseService({ input, image }: ServiceContext): ComposeService {
  const { settings, access } = input;
  return {
    ...lasting,
    image: image("db"),
    command: [
      "postgres",
      "-c",
      "config_file=/etc/postgresql/postgresql.conf",
      "-c",
      `log_min_messages=${settings.logMinMessages}`,
    ],
    environment: {
      // Folder of the socket, for the image's own scripts.
      POSTGRES_HOST: "/var/run/postgresql",
      PGPORT: DATABASE_PORT,
      POSTGRES_PORT: DATABASE_PORT,
      PGPASSWORD: env("POSTGRES_PASSWORD"),
      POSTGRES_PASSWORD: env("POSTGRES_PASSWORD"),
      PGDATABASE: DATABASE_NAME,
      POSTGRES_DB: DATABASE_NAME,
      JWT_EXP: env("JWT_EXPIRY"),
    },
    ...(settings.directDatabase && {
      ports: [
        {
          hostIp: publishedHostIp(access),
          hostPort: settings.databasePort,
          containerPort: Number(DATABASE_PORT),
          protocol: "tcp",
        },
      ],
    }),
    volumes: [
      { type: "volume", source: "database", target: "/var/lib/postgresql/data" },
      // Holds the root key of Vault: without it, what Vault encrypted stays unreadable.
      { type: "volume", source: "db-config", target: "/etc/postgresql-custom" },
    ],
    configs: firstBootFiles.map(({ name, target }) => ({ source: name, target })),
    healthcheck: {
      // With a host: while the image sets the database up, it listens on its socket only.
      test: ["CMD", "pg_isready", "-U", "postgres", "-h", "localhost"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 10,
      // The first boot runs some hundred scripts; a slow disk needs minutes.
      startPeriodSeconds: 300,
    },
    // Disconnects clients and shuts down cleanly; the engine's own TERM would wait for them.
    stopSignal: "SIGINT",
    stopGracePeriodSeconds: 60,
    shmSizeBytes: 256 * MIB,
  };
}

export function metaService({ image }: ServiceContext): ComposeService {
  return {
    ...lasting,
    image: image("meta"),
    environment: {
      PG_META_PORT: "8080",
      PG_META_DB_HOST: DATABASE_HOST,
      PG_META_DB_PORT: DATABASE_PORT,
      PG_META_DB_NAME: DATABASE_NAME,
      PG_META_DB_USER: "postgres",
      PG_META_DB_PASSWORD: env("POSTGRES_PASSWORD"),
      CRYPTO_KEY: env("PG_META_CRYPTO_KEY"),
    },
    dependsOn: { db: "service_healthy" },
    healthcheck: {
      test: [
        "CMD",
        "node",
        "-e",
        "fetch('http://127.0.0.1:8080/health').then((r) => {if (r.status !== 200) throw new Error(r.status)})",
      ],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 5,
      startPeriodSeconds: 60,
    },
  };
}
