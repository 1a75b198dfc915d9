// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const imgproxy: UpstreamService = {
  image: "darthsim/imgproxy:v3.31.4",
  environment: {
    IMGPROXY_BIND: ":5001",
    IMGPROXY_LOCAL_FILESYSTEM_ROOT: "/",
    IMGPROXY_USE_ETAG: "true",
    IMGPROXY_AUTO_WEBP: "${IMGPROXY_AUTO_WEBP}",
    IMGPROXY_MAX_SRC_RESOLUTION: "16.8",
  },
  mounts: [{ source: "./volumes/storage", target: "/var/lib/storage" }],
  healthcheck: { test: ["CMD", "imgproxy", "health"], intervalSeconds: 5, timeoutSeconds: 5, retries: 3 },
  dependsOn: {},
  ports: [],
};
