import { stringify } from "smol-toml";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";

/** First line of a file that Slipway may write over or remove. */
export const CONFIG_MARK = "# Written by Slipway at each deploy: change it in the stack's settings.";

const KIB = 1024;
const MIB = 1024 * KIB;

/** The content of config.toml; undefined where the server is to make its own. */
export function configToml(settings: SpacetimedbSettings): string | undefined {
  switch (settings.configSource) {
    case "server":
      return undefined;
    case "text":
      return `${CONFIG_MARK}\n${settings.configText.trimEnd()}\n`;
    case "form":
      return `${CONFIG_MARK}\n${stringify(configTables(settings))}`;
  }
}

/** Directives of the log, as the form's one line holds them. */
export function directivesOf(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function configTables(settings: SpacetimedbSettings) {
  return {
    logs: { level: settings.logLevel, directives: directivesOf(settings.logDirectives) },
    "module-http": { enabled: settings.moduleHttp },
    websocket: {
      "ping-interval": settings.pingInterval,
      "idle-timeout": settings.idleTimeout,
      "close-handshake-timeout": settings.closeHandshakeTimeout,
      "incoming-queue-length": settings.incomingQueueLength,
    },
    commitlog: {
      "max-segment-size": settings.maxSegmentMib * MIB,
      "write-buffer-size": settings.writeBufferKib * KIB,
      "offset-index-interval-bytes": settings.offsetIndexKib * KIB,
      "offset-index-require-segment-fsync": settings.offsetIndexFsync,
      "preallocate-segments": settings.preallocateSegments,
    },
  };
}
