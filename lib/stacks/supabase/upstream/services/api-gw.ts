// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

/** The gateway as the overlay `kong` leaves it: of upstream's Envoy only its place in the graph and its aliases stay. */
export const apiGw: UpstreamService = {
  image: "kong/kong:3.9.3",
  environment: {
    KONG_DATABASE: "off",
    KONG_DECLARATIVE_CONFIG: "/usr/local/kong/kong.yml",
    KONG_ROUTER_FLAVOR: "expressions",
    KONG_DNS_ORDER: "LAST,A,CNAME",
    KONG_DNS_NOT_FOUND_TTL: "1",
    KONG_DNS_VALID_TTL: "5",
    KONG_PLUGINS:
      "request-transformer,cors,key-auth,acl,basic-auth,request-termination,ip-restriction,post-function",
    KONG_NGINX_PROXY_PROXY_BUFFER_SIZE: "160k",
    KONG_NGINX_PROXY_PROXY_BUFFERS: "64 160k",
    KONG_PROXY_ACCESS_LOG: "/dev/stdout combined",
    SUPABASE_ANON_KEY: "${ANON_KEY}",
    SUPABASE_SERVICE_KEY: "${SERVICE_ROLE_KEY}",
    SUPABASE_PUBLISHABLE_KEY: "${SUPABASE_PUBLISHABLE_KEY:-}",
    SUPABASE_SECRET_KEY: "${SUPABASE_SECRET_KEY:-}",
    ANON_KEY_ASYMMETRIC: "${ANON_KEY_ASYMMETRIC:-}",
    SERVICE_ROLE_KEY_ASYMMETRIC: "${SERVICE_ROLE_KEY_ASYMMETRIC:-}",
    DASHBOARD_USERNAME: "${DASHBOARD_USERNAME}",
    DASHBOARD_PASSWORD: "${DASHBOARD_PASSWORD}",
    JWT_ISSUER: "${API_EXTERNAL_URL}",
  },
  mounts: [
    { source: "./volumes/api/kong.yml", target: "/home/kong/temp.yml", readOnly: true },
    { source: "./volumes/api/kong-entrypoint.sh", target: "/home/kong/kong-entrypoint.sh", readOnly: true },
  ],
  healthcheck: { test: ["CMD", "kong", "health"], intervalSeconds: 5, timeoutSeconds: 5, retries: 5 },
  dependsOn: { studio: "service_healthy" },
  entrypoint: ["/bin/sh", "/home/kong/kong-entrypoint.sh"],
  ports: [
    { published: "${API_GW_HTTP_PORT:-${KONG_HTTP_PORT:-8000}}", containerPort: 8000 },
    { published: "${KONG_HTTPS_PORT:-8443}", containerPort: 8443 },
  ],
  aliases: ["envoy", "kong"],
};
