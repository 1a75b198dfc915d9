import type { Access, SettingWarning } from "@/lib/stacks/kind";
import { readConfig } from "@/lib/stacks/spacetimedb/config/read-config";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { bytesOf } from "@/lib/stacks/spacetimedb/start/byte-size";
import { isKnownTo } from "@/lib/stacks/spacetimedb/start/free-parameters";
import { startParameters } from "@/lib/stacks/spacetimedb/start/start-parameters";
import { deployedVersion, serverTag } from "@/lib/stacks/spacetimedb/versions";

const MIB = 1024 * 1024;

/** Settings that run, but are probably not meant. */
export function spacetimedbWarnings(settings: SpacetimedbSettings, access: Access): SettingWarning[] {
  const version = deployedVersion(settings);
  const pool = bytesOf(settings.pagePoolMaxSize) ?? 0;
  const found: [boolean, string, string][] = [
    [
      !settings.guard && access.mode !== "private",
      "guard",
      "Whoever reaches the port can publish databases here, and read the metrics and what the server tells of its memory, without a sign-in.",
    ],
    [
      !startParameters.every(({ known }) => isKnownTo(version, known)),
      settings.serverTag === "" ? "version" : "serverTag",
      `The start parameters of ${serverTag(settings)} were not read: it gets those of 2.8.3, and ends at once where it does not know one.`,
    ],
    [
      settings.inMemory,
      "inMemory",
      "Every restart, also one after a crash or an upgrade, empties all databases.",
    ],
    [
      settings.memoryLimitMib > 0 && pool > settings.memoryLimitMib * MIB,
      "pagePoolMaxSize",
      "The page pool may grow past the memory limit, at which the server is ended.",
    ],
    [
      settings.flamegraph,
      "flamegraph",
      "The file grows as long as the server runs, in the data folder: switch it off again once you have it.",
    ],
    [
      settings.coreDumpMib === -1,
      "coreDumpMib",
      "A core dump holds all that the server had in memory, keys and tokens too, and may fill the disk.",
    ],
    [
      settings.logMaxSizeMib * settings.logMaxFiles > 1024,
      "logMaxSizeMib",
      "The logs of each container may take more than 1 GiB.",
    ],
  ];
  return [
    ...found.flatMap(([holds, field, message]) => (holds ? [{ field, message }] : [])),
    ...(settings.configSource === "text"
      ? readConfig(settings.configText).unread.map((text) => ({ field: "configText", message: `${text}.` }))
      : []),
  ];
}
