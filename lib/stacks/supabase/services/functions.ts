import { type ComposeService, env, envText } from "@/lib/stacks/compose-project";
import {
  FUNCTIONS_FOLDER,
  FUNCTIONS_SEED_SCRIPT_PATH,
  functionsSeedFiles,
} from "@/lib/stacks/supabase/files/functions-seed";
import { FUNCTIONS_SEED } from "@/lib/stacks/supabase/service-names";
import { GATEWAY_URL } from "@/lib/stacks/supabase/services/gateway";
import {
  databaseUrl,
  HEALTH_INTERVAL_SECONDS,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

/** Milliseconds without a byte after which the runtime ends a request. */
const IDLE_TIMEOUT_MS = 150_000;

export function functionsService({ input, image }: ServiceContext): ComposeService {
  const { newerKeys } = input.settings;
  return {
    ...lasting,
    image: image("functions"),
    command: [
      "start",
      "--user-worker-request-idle-timeout",
      String(IDLE_TIMEOUT_MS),
      "--main-service",
      `${FUNCTIONS_FOLDER}/main`,
    ],
    environment: {
      JWT_SECRET: env("JWT_SECRET"),
      ...(newerKeys && { SUPABASE_JWKS: env("JWT_JWKS") }),
      SUPABASE_URL: GATEWAY_URL,
      SUPABASE_PUBLIC_URL: env("SUPABASE_PUBLIC_URL"),
      SUPABASE_ANON_KEY: env("ANON_KEY"),
      SUPABASE_SERVICE_ROLE_KEY: env("SERVICE_ROLE_KEY"),
      SUPABASE_PUBLISHABLE_KEYS: byName(newerKeys, "SUPABASE_PUBLISHABLE_KEY"),
      SUPABASE_SECRET_KEYS: byName(newerKeys, "SUPABASE_SECRET_KEY"),
      SUPABASE_DB_URL: databaseUrl("postgresql", "postgres"),
      VERIFY_JWT: env("FUNCTIONS_VERIFY_JWT"),
    },
    volumes: [
      { type: "volume", source: "functions", target: FUNCTIONS_FOLDER },
      { type: "volume", source: "deno-cache", target: "/root/.cache/deno" },
    ],
    dependsOn: { kong: "service_healthy", [FUNCTIONS_SEED]: "service_completed_successfully" },
    healthcheck: {
      test: ["CMD-SHELL", "timeout 1 bash -c '</dev/tcp/127.0.0.1/9000'"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 3,
      // The first start downloads modules.
      startPeriodSeconds: 120,
    },
  };
}

/** A JSON object of keys by name; the alphabet of the keys holds nothing that JSON would have to escape. */
function byName(newerKeys: boolean, variable: string) {
  return newerKeys ? envText('{"default":"', env(variable), '"}') : '{"default":""}';
}

/** Fills the volume once. In the runtime's own image, so that there is no other one to fetch. */
export function functionsSeedService({ image }: ServiceContext): ComposeService {
  return {
    image: image("functions"),
    entrypoint: ["/bin/sh", FUNCTIONS_SEED_SCRIPT_PATH],
    volumes: [{ type: "volume", source: "functions", target: FUNCTIONS_FOLDER }],
    configs: [
      { source: "functions-seed", target: FUNCTIONS_SEED_SCRIPT_PATH },
      ...functionsSeedFiles.map(({ name, target }) => ({ source: name, target })),
    ],
    restart: "no",
    logging: lasting.logging,
  };
}
