import { hasPgWire } from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { freeArguments, readFreeParameters } from "@/lib/stacks/spacetimedb/start/free-parameters";
import type { ParameterPlace } from "@/lib/stacks/spacetimedb/start/start-parameters";
import { deployedVersion } from "@/lib/stacks/spacetimedb/versions";

/** What follows the image's entrypoint `spacetime`: parameters of the tool, `start`, parameters of the server. */
export function startCommand(settings: SpacetimedbSettings): string[] {
  const free = readFreeParameters(settings.startParameters, deployedVersion(settings)).parameters;
  const freeAt = (place: ParameterPlace) =>
    free.filter(({ parameter }) => parameter.place === place).map(freeArguments);
  const { layout, rootDir, listenAddress, pagePoolMaxSize } = settings;
  return [
    ...(layout === "root" ? [`--root-dir=${rootDir}`] : []),
    ...freeAt("tool"),
    "start",
    ...freeAt("start"),
    `--listen-addr=${listenAddress}`,
    ...folderParameters(settings),
    ...(settings.inMemory ? ["--in-memory"] : []),
    ...(hasPgWire(settings) ? [`--pg-port=${settings.pgPort}`] : []),
    ...(pagePoolMaxSize === "" ? [] : [`--page_pool_max_size=${pagePoolMaxSize}`]),
    ...(settings.tracy ? ["--enable-tracy"] : []),
    "--non-interactive",
    ...freeAt("server"),
  ];
}

/** Below a root folder, the tool names both to the server itself. */
function folderParameters(settings: SpacetimedbSettings): string[] {
  if (settings.layout === "root") return [];
  const { dataDir, keyFiles, keyDir, privateKeyPath, publicKeyPath } = settings;
  const keys =
    keyFiles === "folder"
      ? [`--jwt-key-dir=${keyDir}`]
      : [`--jwt-pub-key-path=${publicKeyPath}`, `--jwt-priv-key-path=${privateKeyPath}`];
  return [`--data-dir=${dataDir}`, ...keys];
}
