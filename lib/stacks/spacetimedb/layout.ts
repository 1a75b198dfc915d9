import type { VolumeMount } from "@/lib/stacks/compose-project";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";

/** Of the image's user, whom the server runs as. */
export const SERVER_UID = 1000;

/** Where data and keys are inside the container, without a slash at the end. */
export type Layout = { dataDir: string; keyDir: string; privateKey: string; publicKey: string };

const PRIVATE_NAME = "id_ecdsa";
const PUBLIC_NAME = "id_ecdsa.pub";

export function layoutOf(settings: SpacetimedbSettings): Layout {
  const { layout, rootDir, dataDir, keyFiles, privateKeyPath, publicKeyPath, keyDir } = settings;
  if (layout === "root") return { dataDir: `${rootDir}/data`, ...filesIn(`${rootDir}/config`) };
  if (keyFiles === "folder") return { dataDir, ...filesIn(keyDir) };
  return { dataDir, keyDir: folderOf(privateKeyPath), privateKey: privateKeyPath, publicKey: publicKeyPath };
}

/** The folder that a path's last part is in. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** Keys lie apart from the data, so that a backup of one can be had without the other. */
export function dataMount(settings: SpacetimedbSettings): VolumeMount {
  const { dataDir } = layoutOf(settings);
  if (settings.storage === "volumes") return { type: "volume", source: "data", target: dataDir };
  return { type: "bind", source: settings.dataFolder, target: dataDir, createSource: true };
}

export function keyMount(settings: SpacetimedbSettings): VolumeMount {
  const { keyDir } = layoutOf(settings);
  if (settings.storage === "volumes") return { type: "volume", source: "keys", target: keyDir };
  return { type: "bind", source: settings.keyFolder, target: keyDir, createSource: true };
}

function filesIn(keyDir: string): Pick<Layout, "keyDir" | "privateKey" | "publicKey"> {
  return { keyDir, privateKey: `${keyDir}/${PRIVATE_NAME}`, publicKey: `${keyDir}/${PUBLIC_NAME}` };
}
