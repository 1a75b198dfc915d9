import { publishedHostIp } from "@/lib/stacks/access";
import { type ComposeService, type EnvValue, env } from "@/lib/stacks/compose-project";
import type { SupabaseSettings } from "@/lib/stacks/supabase/fields";
import {
  GATEWAY_PLUGINS,
  GATEWAY_START_PATH,
  GATEWAY_TEMPLATE_PATH,
} from "@/lib/stacks/supabase/files/gateway-start";
import {
  HEALTH_INTERVAL_SECONDS,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

/** Where the gateway is reached inside the stack, under the name that upstream gives it today. */
export const GATEWAY_URL = "http://api-gw:8000";

const GATEWAY_PORT = 8000;

export function gatewayService({ input, image }: ServiceContext): ComposeService {
  const { settings, access, secrets } = input;
  const furtherUsers = (secrets.dashboardUsers ?? "") !== "";
  return {
    ...lasting,
    image: image("kong"),
    entrypoint: ["/bin/sh", GATEWAY_START_PATH],
    environment: {
      KONG_DATABASE: "off",
      KONG_DECLARATIVE_CONFIG: "/usr/local/kong/kong.yml",
      KONG_DNS_ORDER: "LAST,A,CNAME",
      KONG_DNS_NOT_FOUND_TTL: "1",
      KONG_DNS_VALID_TTL: "5",
      KONG_PLUGINS: GATEWAY_PLUGINS,
      KONG_NGINX_PROXY_PROXY_BUFFER_SIZE: "160k",
      KONG_NGINX_PROXY_PROXY_BUFFERS: "64 160k",
      // The log collector reads this form.
      KONG_PROXY_ACCESS_LOG: "/dev/stdout combined",
      SUPABASE_ANON_KEY: env("ANON_KEY"),
      SUPABASE_SERVICE_KEY: env("SERVICE_ROLE_KEY"),
      ...newerKeys(settings),
      DASHBOARD_USERNAME: env("DASHBOARD_USERNAME"),
      DASHBOARD_PASSWORD: env("DASHBOARD_PASSWORD"),
      ...(furtherUsers && { DASHBOARD_USERS: env("DASHBOARD_USERS") }),
      JWT_ISSUER: env("API_EXTERNAL_URL"),
    },
    ports: [
      {
        hostIp: publishedHostIp(access),
        hostPort: settings.port,
        containerPort: GATEWAY_PORT,
        protocol: "tcp",
      },
    ],
    configs: [
      { source: "gateway", target: GATEWAY_TEMPLATE_PATH },
      { source: "gateway-start", target: GATEWAY_START_PATH },
    ],
    dependsOn: { studio: "service_healthy" },
    // Upstream's gateway goes by all three names.
    networkAliases: ["api-gw", "envoy"],
    healthcheck: {
      test: ["CMD", "kong", "health"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 5,
      startPeriodSeconds: 60,
    },
  };
}

function newerKeys({ newerKeys: on }: SupabaseSettings): Record<string, EnvValue> {
  const names = [
    "SUPABASE_PUBLISHABLE_KEY",
    "SUPABASE_SECRET_KEY",
    "ANON_KEY_ASYMMETRIC",
    "SERVICE_ROLE_KEY_ASYMMETRIC",
  ];
  return Object.fromEntries(names.map((name) => [name, on ? env(name) : ""]));
}
