import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { ensureCacheFolder, testCacheFolder } from "../registry/cache-folder.mjs";
import { deleteManifest, readImage } from "../registry/registry-client.mjs";
import { runCommand } from "../registry/run-command.mjs";
import { recipeFiles, recipesFolder } from "./input-hash.mjs";

/** @typedef {import("./catalogue.mjs").TestImage} TestImage */

const TEMPORARY_TAG = "slipway-build-in-progress";

/**
 * @param {string} spec name@version
 * @param {(line: string) => void} onLine
 * @returns {Promise<string>} path of the package's tarball, downloaded once
 */
async function npmTarball(spec, onLine) {
  const folder = await ensureCacheFolder("npm", spec.replaceAll("/", "-"));
  const present = (await readdir(folder)).find((file) => file.endsWith(".tgz"));
  if (present) return join(folder, present);
  onLine(`fetching ${spec} from npm`);
  // Into a folder of its own first, so that an interrupted download is never taken for a package.
  const download = await ensureCacheFolder("npm", `.download-${process.pid}`);
  await runCommand("npm", ["pack", spec, "--pack-destination", download], { cwd: download });
  const file = (await readdir(download)).find((each) => each.endsWith(".tgz"));
  if (!file) throw new Error(`npm fetched no tarball for ${spec}`);
  await copyFile(join(download, file), join(folder, file));
  await rm(download, { recursive: true });
  return join(folder, file);
}

/**
 * What the recipe sees as /mnt: its own files, the packages, and how to reach the registries of this machine.
 * @param {TestImage} image
 * @param {string} recipe
 * @param {(line: string) => void} onLine
 * @returns {Promise<string>}
 */
async function prepareContext(image, recipe, onLine) {
  const context = join(await ensureCacheFolder("work"), `context-${image.name}`);
  await rm(context, { recursive: true, force: true });
  await mkdir(context);
  for (const file of ["prelude.sh", ...(await recipeFiles(recipe)), ...(image.shares ?? [])]) {
    await copyFile(join(recipesFolder, file), join(context, basename(file)));
  }
  for (const [key, spec] of Object.entries(image.npmPackages ?? {})) {
    await copyFile(await npmTarball(spec, onLine), join(context, `${key}.tgz`));
  }
  const authority = process.env.NODE_EXTRA_CA_CERTS;
  if (authority) {
    await copyFile(authority, join(context, "ca.crt"));
    await writeFile(join(context, "apt.conf"), 'Acquire::https::CAInfo "/mnt/ca.crt";\n');
  }
  await writeFile(join(context, "npm-registry"), await runCommand("npm", ["config", "get", "registry"]));
  return context;
}

/** @returns {string} the part of a container's name that tells the builds of one cache from another's */
function builderPrefix() {
  return `slipway-image-build-${createHash("sha256").update(testCacheFolder()).digest("hex").slice(0, 8)}`;
}

/** Removes containers that a killed build left behind. Only for the holder of the build's lock. */
export async function removeAbandonedBuilders() {
  const filter = `name=^/?${builderPrefix()}-`;
  const ids = await runCommand("docker", ["container", "ls", "--all", "--quiet", "--filter", filter]);
  for (const id of ids.split("\n").filter(Boolean)) {
    await runCommand("docker", ["container", "rm", "--force", "--volumes", id]);
  }
}

/**
 * Runs the recipe in a container, commits it and pushes the result. A container and not `docker build`, because the
 * builder with secrets is an add-on that a plain engine lacks, and because its cache would keep the layers on the
 * engine, which later pulls would then skip.
 * @param {import("../registry/registry-client.mjs").RegistryAddress} registry
 * @param {TestImage} image
 * @param {string} base reference that the engine can pull
 * @param {(line: string) => void} onLine
 * @returns {Promise<{ layer: import("../registry/registry-client.mjs").Descriptor, diffId: string, software: string[] }>}
 */
export async function buildContainerLayer(registry, image, base, onLine) {
  if (!image.recipe) throw new Error(`the test image ${image.name} has no recipe`);
  const context = await prepareContext(image, image.recipe, onLine);
  const container = `${builderPrefix()}-${image.name}`;
  const temporary = `${new URL(registry.url).host}/${image.repository}:${TEMPORARY_TAG}`;
  await runCommand("docker", [
    ...["container", "create", "--name", container, "--network", "host", "--user", "root", "--workdir", "/"],
    ...["--label", "slipway.test=image-build", "--volume", `${context}:/mnt:ro`, "--entrypoint", "/bin/sh"],
    ...[base, "/mnt/build.sh", ...Object.values(image.inputs)],
  ]);
  try {
    const output = await runCommand("docker", ["container", "start", "--attach", container], { onLine });
    const software = output
      .split("\n")
      .filter((line) => line.startsWith("software: "))
      .map((line) => line.slice("software: ".length));
    onLine("committing");
    await runCommand("docker", ["container", "commit", container, temporary]);
    onLine("pushing");
    await runCommand("docker", ["image", "push", temporary], { onLine });
    const pushed = await readImage(registry, image.repository, TEMPORARY_TAG);
    const layer = pushed?.manifest.layers.at(-1);
    const diffId = pushed?.config.rootfs.diff_ids.at(-1);
    if (!pushed || !layer || !diffId) throw new Error(`the engine pushed no layer of ${image.name}`);
    // The layer is what was wanted; the engine's config names the build's container, label and mounts.
    await deleteManifest(registry, image.repository, pushed.digest);
    return { layer, diffId, software };
  } finally {
    onLine("removing the build's container and tag");
    await runCommand("docker", ["container", "rm", "--force", "--volumes", container]);
    await removeImage(temporary);
    await rm(context, { recursive: true, force: true });
  }
}

/**
 * Takes a tag off the engine if it is there.
 * @param {string} reference
 */
export async function removeImage(reference) {
  const ids = await runCommand("docker", ["image", "ls", "--quiet", "--filter", `reference=${reference}`]);
  if (ids.trim()) await runCommand("docker", ["image", "rm", reference]);
}
