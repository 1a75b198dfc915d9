import { createHash } from "node:crypto";
import { request } from "node:http";
import { Readable } from "node:stream";

/** @typedef {{ url: string, authorization?: string }} RegistryAddress */
/** @typedef {{ mediaType: string, size: number, digest: string }} Descriptor */
/** @typedef {{ schemaVersion: 2, mediaType: string, config: Descriptor, layers: Descriptor[] }} Manifest */
/**
 * @typedef {object} ContainerConfig
 * @property {string[]} [Env]
 * @property {string[]} [Entrypoint]
 * @property {string[]} [Cmd]
 * @property {string} [User]
 * @property {string} [WorkingDir]
 * @property {string} [StopSignal]
 * @property {Record<string, object>} [ExposedPorts]
 * @property {Record<string, object>} [Volumes]
 * @property {Record<string, string>} [Labels]
 * @property {{ Test: string[], Interval: number, Timeout: number, Retries: number }} [Healthcheck] times in nanoseconds
 */
/**
 * @typedef {object} ImageConfig
 * @property {string} architecture
 * @property {string} os
 * @property {string} [created]
 * @property {ContainerConfig} config
 * @property {{ type: "layers", diff_ids: string[] }} rootfs
 * @property {{ created?: string, created_by?: string, empty_layer?: boolean }[]} [history]
 */

export const MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
export const CONFIG_TYPE = "application/vnd.docker.container.image.v1+json";
export const PLAIN_LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar";
export const GZIP_LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar.gzip";

/**
 * @param {RegistryAddress} registry
 * @param {string} method
 * @param {string} path path, or the address that an upload's Location gave
 * @param {{ headers?: Record<string, string>, body?: Buffer | Readable }} [message]
 * @returns {Promise<{ status: number, headers: import("node:http").IncomingHttpHeaders, body: Buffer }>}
 */
function send(registry, method, path, message = {}) {
  const headers = { ...message.headers };
  if (registry.authorization) headers.authorization = registry.authorization;
  if (Buffer.isBuffer(message.body)) headers["content-length"] = String(message.body.length);
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, registry.url), { method, headers, agent: false }, (incoming) => {
      /** @type {Buffer[]} */
      const chunks = [];
      incoming.on("data", (chunk) => chunks.push(chunk));
      incoming.once("error", reject);
      incoming.once("end", () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.once("error", reject);
    if (message.body instanceof Readable) {
      message.body.once("error", (error) => outgoing.destroy(error));
      message.body.pipe(outgoing);
    } else {
      outgoing.end(message.body);
    }
  });
}

/**
 * @param {string} doing
 * @param {{ status: number, body: Buffer }} answer
 */
function refused(doing, answer) {
  return new Error(
    `the registry answered ${answer.status} to ${doing}: ${answer.body.toString().slice(0, 300)}`,
  );
}

/**
 * @param {RegistryAddress} registry
 * @returns {Promise<{ status: number, headers: import("node:http").IncomingHttpHeaders }>} of the API's root
 */
export function pingRegistry(registry) {
  return send(registry, "GET", "/v2/");
}

/**
 * @param {RegistryAddress} registry
 * @param {string} repository
 * @param {string} reference tag or digest
 * @returns {Promise<{ digest: string, manifest: Manifest } | undefined>} undefined where there is none
 */
export async function readManifest(registry, repository, reference) {
  const path = `/v2/${repository}/manifests/${reference}`;
  const answer = await send(registry, "GET", path, { headers: { accept: MANIFEST_TYPE } });
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw refused(`GET ${path}`, answer);
  return {
    digest: `sha256:${createHash("sha256").update(answer.body).digest("hex")}`,
    manifest: JSON.parse(answer.body.toString()),
  };
}

/**
 * @param {RegistryAddress} registry
 * @param {string} repository
 * @param {string} reference
 * @returns {Promise<{ digest: string, manifest: Manifest, config: ImageConfig } | undefined>}
 */
export async function readImage(registry, repository, reference) {
  const found = await readManifest(registry, repository, reference);
  if (!found) return undefined;
  const path = `/v2/${repository}/blobs/${found.manifest.config.digest}`;
  const answer = await send(registry, "GET", path);
  if (answer.status !== 200) throw refused(`GET ${path}`, answer);
  return { ...found, config: JSON.parse(answer.body.toString()) };
}

/**
 * Sends a blob of unknown digest in one stream; the digest is computed on the way.
 * @param {RegistryAddress} registry
 * @param {string} repository
 * @param {Buffer | AsyncIterable<Buffer>} content
 * @returns {Promise<{ digest: string, size: number }>}
 */
export async function uploadBlob(registry, repository, content) {
  const opened = await send(registry, "POST", `/v2/${repository}/blobs/uploads/`, { body: Buffer.alloc(0) });
  if (opened.status !== 202 || !opened.headers.location) throw refused("opening an upload", opened);
  const hash = createHash("sha256");
  let size = 0;
  async function* measured() {
    for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  const patched = await send(registry, "PATCH", opened.headers.location, {
    headers: { "content-type": "application/octet-stream" },
    body: Readable.from(measured()),
  });
  if (patched.status !== 202 || !patched.headers.location) throw refused("sending a blob", patched);
  const digest = `sha256:${hash.digest("hex")}`;
  const close = new URL(patched.headers.location, registry.url);
  close.searchParams.set("digest", digest);
  const closed = await send(registry, "PUT", close.href, { body: Buffer.alloc(0) });
  if (closed.status !== 201) throw refused("closing an upload", closed);
  return { digest, size };
}

/**
 * Lets a repository hold a blob that another of the same registry holds, without sending it again.
 * @param {RegistryAddress} registry
 * @param {string} repository
 * @param {string} digest
 * @param {string} from the other repository
 */
export async function mountBlob(registry, repository, digest, from) {
  const query = new URLSearchParams({ mount: digest, from });
  const path = `/v2/${repository}/blobs/uploads/?${query}`;
  const answer = await send(registry, "POST", path, { body: Buffer.alloc(0) });
  // 202 means that it opened an upload instead: it does not have the blob.
  if (answer.status !== 201) throw refused(`POST ${path}`, answer);
}

/**
 * Writes config and manifest over layers that the repository already holds, and so (re)points the tag.
 * @param {RegistryAddress} registry
 * @param {string} repository
 * @param {string} tag
 * @param {ImageConfig} config
 * @param {Descriptor[]} layers
 * @returns {Promise<{ digest: string, configDigest: string }>}
 */
export async function putImage(registry, repository, tag, config, layers) {
  const blob = await uploadBlob(registry, repository, Buffer.from(JSON.stringify(config)));
  /** @type {Manifest} */
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    config: { mediaType: CONFIG_TYPE, ...blob },
    layers,
  };
  const body = Buffer.from(JSON.stringify(manifest));
  const path = `/v2/${repository}/manifests/${tag}`;
  const answer = await send(registry, "PUT", path, { headers: { "content-type": MANIFEST_TYPE }, body });
  if (answer.status !== 201) throw refused(`PUT ${path}`, answer);
  return { digest: `sha256:${createHash("sha256").update(body).digest("hex")}`, configDigest: blob.digest };
}

/**
 * Removes a manifest and every tag that points at it.
 * @param {RegistryAddress} registry
 * @param {string} repository
 * @param {string} digest
 */
export async function deleteManifest(registry, repository, digest) {
  const path = `/v2/${repository}/manifests/${digest}`;
  const answer = await send(registry, "DELETE", path);
  if (answer.status !== 202 && answer.status !== 404) throw refused(`DELETE ${path}`, answer);
}
