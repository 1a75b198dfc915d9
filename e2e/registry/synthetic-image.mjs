import { createCipheriv, randomBytes } from "node:crypto";
import { PLAIN_LAYER_TYPE, putImage, readImage, uploadBlob } from "./registry-client.mjs";
import { TAR_BLOCK_BYTES, tarFileHeader } from "./tar-entry.mjs";

const CHUNK_BYTES = 1 << 20;
const END_BYTES = 2 * TAR_BLOCK_BYTES;
/** Header, at least one block of content, end. */
const SMALLEST_LAYER_BYTES = 2 * TAR_BLOCK_BYTES + END_BYTES;

/**
 * An uncompressed layer of exactly `bytes` bytes that holds one file of noise. Plain tar, because then blob and
 * content have the same, known length.
 * @param {string} fileName
 * @param {number} bytes
 */
async function* noiseLayer(fileName, bytes) {
  const contentBytes = bytes - TAR_BLOCK_BYTES - END_BYTES;
  yield tarFileHeader(fileName, contentBytes);
  // A cipher's key stream: as incompressible as random numbers, and several times faster to make.
  const noise = createCipheriv("aes-128-ctr", randomBytes(16), randomBytes(16));
  const zeros = Buffer.alloc(CHUNK_BYTES);
  for (let left = contentBytes; left > 0; left -= CHUNK_BYTES) {
    yield noise.update(left < CHUNK_BYTES ? zeros.subarray(0, left) : zeros);
  }
  yield Buffer.alloc(END_BYTES);
}

/**
 * @param {import("./registry-client.mjs").RegistryAddress} registry
 * @param {string} repository
 * @param {{ repository: string, tag: string }} base
 */
async function copyBase(registry, repository, base) {
  const found = await readImage(registry, base.repository, base.tag);
  if (!found) throw new Error(`the registry has no ${base.repository}:${base.tag} to build upon`);
  for (const layer of found.manifest.layers) await copyBlob(registry, base.repository, repository, layer);
  return found;
}

/**
 * @param {import("./registry-client.mjs").RegistryAddress} registry
 * @param {string} from
 * @param {string} to
 * @param {import("./registry-client.mjs").Descriptor} layer
 */
async function copyBlob(registry, from, to, layer) {
  const headers = registry.authorization ? { authorization: registry.authorization } : undefined;
  const answer = await fetch(new URL(`/v2/${from}/blobs/${layer.digest}`, registry.url), { headers });
  if (!answer.ok) throw new Error(`the registry answered ${answer.status} for a layer of ${from}`);
  await uploadBlob(registry, to, Buffer.from(await answer.arrayBuffer()));
}

/**
 * Makes an image of incompressible layers directly in a registry, without an engine. Every push makes new content,
 * so an engine has to download each byte.
 * @param {object} settings
 * @param {import("./registry-client.mjs").RegistryAddress} settings.registry
 * @param {string} settings.repository
 * @param {string} settings.tag
 * @param {readonly number[]} settings.layers bytes of each, multiples of 512, at least 2048
 * @param {{ repository: string, tag: string }} [settings.base] put the layers on this image, so that it can run
 * @param {Record<string, string>} [settings.labels]
 * @param {string} [settings.architecture] as Docker names it; default this machine's
 * @param {string[]} [settings.entrypoint]
 * @param {string[]} [settings.cmd]
 * @returns {Promise<{ image: string, digest: string, totalBytes: number, layerDigests: string[] }>} totalBytes is
 *   the sum over all layers, the base's included
 */
export async function pushSyntheticImage(settings) {
  const { registry, repository, tag } = settings;
  const base = settings.base ? await copyBase(registry, repository, settings.base) : undefined;
  const layers = [...(base?.manifest.layers ?? [])];
  const diffIds = [...(base?.config.rootfs.diff_ids ?? [])];
  for (const [index, bytes] of settings.layers.entries()) {
    if (bytes % TAR_BLOCK_BYTES !== 0 || bytes < SMALLEST_LAYER_BYTES) {
      throw new Error(
        `a layer of ${bytes} bytes: it must be a multiple of 512, at least ${SMALLEST_LAYER_BYTES}`,
      );
    }
    const blob = await uploadBlob(registry, repository, noiseLayer(`noise-${index}`, bytes));
    layers.push({ mediaType: PLAIN_LAYER_TYPE, ...blob });
    diffIds.push(blob.digest);
  }
  const { digest } = await putImage(
    registry,
    repository,
    tag,
    {
      architecture: settings.architecture ?? dockerArchitecture(),
      os: "linux",
      created: new Date().toISOString(),
      config: {
        ...base?.config.config,
        ...(settings.entrypoint ? { Entrypoint: settings.entrypoint, Cmd: undefined } : {}),
        ...(settings.cmd ? { Cmd: settings.cmd } : {}),
        Labels: { ...base?.config.config.Labels, ...settings.labels },
      },
      rootfs: { type: "layers", diff_ids: diffIds },
      history: layers.map(() => ({ created_by: "synthetic layer" })),
    },
    layers,
  );
  return {
    image: `${new URL(registry.url).host}/${repository}:${tag}`,
    digest,
    totalBytes: layers.reduce((sum, layer) => sum + layer.size, 0),
    layerDigests: layers.map((layer) => layer.digest),
  };
}

/** @returns {string} this machine's architecture in Docker's words */
export function dockerArchitecture() {
  return process.arch === "x64" ? "amd64" : process.arch;
}
