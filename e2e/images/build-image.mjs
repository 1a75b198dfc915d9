import { mountBlob, putImage, readImage } from "../registry/registry-client.mjs";
import { runCommand } from "../registry/run-command.mjs";
import { dockerArchitecture } from "../registry/synthetic-image.mjs";
import { buildBusyboxLayer } from "./busybox-image.mjs";
import { imageReference } from "./catalogue.mjs";
import { buildContainerLayer } from "./container-image.mjs";
import { imageNamed, inputHash } from "./input-hash.mjs";
import { buildSuiteLayer } from "./suite-image.mjs";

/** @typedef {import("./catalogue.mjs").TestImage} TestImage */
/** @typedef {import("../registry/registry-client.mjs").RegistryAddress} RegistryAddress */

export const HASH_LABEL = "slipway.test-image.hash";
const SOFTWARE_LABEL = "slipway.test-image.software";
const PROVENANCE_LABEL = "slipway.test-image";
/** What the panel's pre-flight refuses outside of tests. */
const STAND_IN_LABEL = "slipway.stand-in";

/**
 * @param {RegistryAddress} registry
 * @param {TestImage} image
 * @returns {Promise<boolean>} whether the registry has it, made of exactly today's inputs
 */
export async function isUpToDate(registry, image) {
  const found = await readImage(registry, image.repository, image.tag);
  return found?.config.config.Labels?.[HASH_LABEL] === (await inputHash(image));
}

/**
 * @param {RegistryAddress} registry
 * @param {TestImage} image
 * @returns {Promise<number | undefined>} bytes that a pull of it moves
 */
export async function pullSize(registry, image) {
  const found = await readImage(registry, image.repository, image.tag);
  return found?.manifest.layers.reduce((sum, layer) => sum + layer.size, 0);
}

/**
 * @param {RegistryAddress} registry
 * @param {TestImage} image
 * @param {(line: string) => void} onLine
 * @returns {Promise<{ layer?: import("../registry/registry-client.mjs").Descriptor, diffId?: string, software: string[] }>}
 */
async function buildLayer(registry, image, onLine) {
  if (image.method === "busybox") return buildBusyboxLayer(registry, image.repository, onLine);
  if (image.method === "suite") {
    return buildSuiteLayer(registry, image.repository, image.inputs.suite ?? "", onLine);
  }
  if (!image.from) throw new Error(`the test image ${image.name} does not say what it is built upon`);
  if (image.method === "config") return takeLayers(registry, image, imageNamed(image.from));
  const base = `${new URL(registry.url).host}/${imageReference(imageNamed(image.from))}`;
  onLine(`pulling ${base}`);
  await runCommand("docker", ["image", "pull", "--quiet", base]);
  return buildContainerLayer(registry, image, base, onLine);
}

/**
 * @param {RegistryAddress} registry
 * @param {TestImage} image
 * @param {TestImage} parent
 */
async function takeLayers(registry, image, parent) {
  const below = await readImage(registry, parent.repository, parent.tag);
  if (!below) throw new Error(`the registry lost ${imageReference(parent)} during the build`);
  for (const { digest } of below.manifest.layers) {
    await mountBlob(registry, image.repository, digest, parent.repository);
  }
  return { software: (below.config.config.Labels?.[SOFTWARE_LABEL] ?? "").split("; ") };
}

/**
 * What the image says of itself: a test can tell which is which, and the panel refuses what is not real.
 * @param {TestImage} image
 * @returns {Record<string, string>}
 */
export function provenanceLabels({ provenance }) {
  if (provenance === "real") return { [PROVENANCE_LABEL]: provenance };
  return { [PROVENANCE_LABEL]: provenance, [STAND_IN_LABEL]: "true" };
}

/**
 * @param {TestImage} image
 * @param {readonly string[]} software
 */
function requireSoftware(image, software) {
  for (const expected of image.software ?? []) {
    if (software.some((line) => line.startsWith(expected))) continue;
    throw new Error(
      `${imageReference(image)} was to hold "${expected}", but it reports "${software.join("; ")}". ` +
        "Debian or npm offers another version now: change the catalogue's tag, and the kind's version with it.",
    );
  }
}

/**
 * Builds one image and points its tag in the registry at it.
 * @param {RegistryAddress} registry
 * @param {TestImage} image
 * @param {(line: string) => void} onLine
 */
export async function buildImage(registry, image, onLine) {
  // Before the build: whatever changes while it runs must make the next run build again.
  const hash = await inputHash(image);
  const { layer, diffId, software } = await buildLayer(registry, image, onLine);
  requireSoftware(image, software);
  const parent = image.from ? imageNamed(image.from) : undefined;
  const below = parent ? await readImage(registry, parent.repository, parent.tag) : undefined;
  if (parent && !below) throw new Error(`the registry lost ${imageReference(parent)} during the build`);
  const created = new Date().toISOString();
  await putImage(
    registry,
    image.repository,
    image.tag,
    {
      architecture: dockerArchitecture(),
      os: "linux",
      created,
      config: {
        ...image.config,
        Labels: {
          ...provenanceLabels(image),
          [HASH_LABEL]: hash,
          [SOFTWARE_LABEL]: software.join("; "),
        },
      },
      rootfs: {
        type: "layers",
        diff_ids: [...(below?.config.rootfs.diff_ids ?? []), ...(diffId ? [diffId] : [])],
      },
      history: [
        ...(below?.config.history ?? []),
        { created, created_by: `slipway test image ${image.name}`, empty_layer: !layer },
      ],
    },
    // The push of the whole image has put the layers below into this repository as well.
    [...(below?.manifest.layers ?? []), ...(layer ? [layer] : [])],
  );
}
