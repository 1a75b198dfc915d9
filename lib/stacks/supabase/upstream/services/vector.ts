// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const vector: UpstreamService = {
  image: "timberio/vector:0.53.0-alpine",
  environment: { LOGFLARE_PUBLIC_ACCESS_TOKEN: "${LOGFLARE_PUBLIC_ACCESS_TOKEN}" },
  mounts: [
    { source: "./volumes/logs/vector.yml", target: "/etc/vector/vector.yml", readOnly: true },
    { source: "${DOCKER_SOCKET_LOCATION}", target: "/var/run/docker.sock", readOnly: true },
  ],
  healthcheck: {
    test: ["CMD", "wget", "--no-verbose", "--tries=1", "--spider", "http://vector:9001/health"],
    intervalSeconds: 5,
    timeoutSeconds: 5,
    retries: 3,
  },
  dependsOn: { analytics: "service_healthy" },
  command: ["--config", "/etc/vector/vector.yml"],
  ports: [],
};
