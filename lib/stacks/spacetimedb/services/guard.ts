import { publishedHostIp } from "@/lib/stacks/access";
import type { ComposeService } from "@/lib/stacks/compose-project";
import { SERVER } from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";
import { GUARD_FILE_PATH, GUARD_PORT } from "@/lib/stacks/spacetimedb/files/guard-file";
import { GUARD_IMAGE } from "@/lib/stacks/spacetimedb/images";
import { checkedBy, lasting } from "@/lib/stacks/spacetimedb/services/lasting";

/** In front of the server where others reach it. */
export function guardService({ settings, access }: SpacetimedbInput): ComposeService {
  return {
    image: GUARD_IMAGE,
    command: ["caddy", "run", "--config", GUARD_FILE_PATH, "--adapter", "caddyfile"],
    // The image's program asks for this one by its file, and does not start without it.
    onlyCapabilities: ["NET_BIND_SERVICE"],
    ports: [
      {
        hostIp: publishedHostIp(access),
        hostPort: settings.port,
        containerPort: GUARD_PORT,
        protocol: "tcp",
      },
    ],
    configs: [{ source: "guard", target: GUARD_FILE_PATH }],
    dependsOn: { [SERVER]: "service_healthy" },
    ...checkedBy(["CMD", "wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${GUARD_PORT}/v1/ping`], 30),
    ...lasting(settings),
    stopGracePeriodSeconds: 10,
  };
}
