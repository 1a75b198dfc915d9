import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createGzip } from "node:zlib";
import { GZIP_LAYER_TYPE, uploadBlob } from "../registry/registry-client.mjs";

/**
 * Packs a folder as an image's layer and sends it to the registry.
 * @param {import("../registry/registry-client.mjs").RegistryAddress} registry
 * @param {string} repository
 * @param {string} folder
 * @param {readonly string[]} tarOptions
 * @returns {Promise<{ layer: import("../registry/registry-client.mjs").Descriptor, diffId: string }>}
 */
export async function uploadFolder(registry, repository, folder, tarOptions) {
  const args = ["--create", "--numeric-owner", "--sort=name", ...tarOptions, "--directory", folder, "."];
  const tar = spawn("tar", args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(tar, "close");
  const hash = createHash("sha256");
  tar.stdout.on("data", (chunk) => hash.update(chunk));
  const packed = tar.stdout.pipe(createGzip());
  const blob = await uploadBlob(registry, repository, packed);
  const [code] = await ended;
  if (code !== 0) throw new Error(`tar ended with ${code} while packing ${folder}`);
  return { layer: { mediaType: GZIP_LAYER_TYPE, ...blob }, diffId: `sha256:${hash.digest("hex")}` };
}
