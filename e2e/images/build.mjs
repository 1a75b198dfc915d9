import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureCacheFolder } from "../registry/cache-folder.mjs";
import { acquireFileLock } from "../registry/file-lock.mjs";
import { commandSucceeds } from "../registry/run-command.mjs";
import { ensureTestRegistry, stopTestRegistry } from "../registry/test-registry.mjs";
import { buildImage, isUpToDate, pullSize } from "./build-image.mjs";
import { imageReference, testImages } from "./catalogue.mjs";
import { removeAbandonedBuilders, removeImage } from "./container-image.mjs";
import { imageNamed } from "./input-hash.mjs";
import { createProgress, formatMegabytes } from "./progress.mjs";

/** @typedef {import("./catalogue.mjs").TestImage} TestImage */
/** @typedef {import("../registry/registry-client.mjs").RegistryAddress} RegistryAddress */

const USAGE = `Usage: node e2e/images/build.mjs [--only name,…] [--list] [--stop]

Builds the images that the tests deploy, and puts them into the local test registry.
Images that are there and made of the same inputs are left alone.

  --only name,…  these only, with what they are built upon
  --list         what there is, and whether it is up to date
  --stop         stop the test registry; its images stay
  SLIPWAY_TEST_CACHE  where registry and downloads live (default ~/.cache/slipway-test)`;

const progress = createProgress((line) => process.stdout.write(`${line}\n`));

/** @param {RegistryAddress} registry */
async function list(registry) {
  for (const image of testImages) {
    const bytes = await pullSize(registry, image);
    const state =
      bytes === undefined ? "missing" : (await isUpToDate(registry, image)) ? "ready" : "outdated";
    const size = bytes === undefined ? "" : formatMegabytes(bytes);
    const role = image.intermediate ? `${image.provenance}, to build upon` : image.provenance;
    const columns = [
      image.name.padEnd(12),
      imageReference(image).padEnd(30),
      state.padEnd(9),
      size.padStart(9),
    ];
    process.stdout.write(`${columns.join(" ")}  ${role}\n`);
  }
}

/**
 * What has to be built for these images, in order.
 * @param {RegistryAddress} registry
 * @param {readonly TestImage[]} wanted
 * @returns {Promise<TestImage[]>}
 */
async function outdated(registry, wanted) {
  /** @type {Set<TestImage>} */
  const needed = new Set();
  /** @param {TestImage} image */
  const need = async (image) => {
    if (needed.has(image) || (await isUpToDate(registry, image))) return;
    needed.add(image);
    if (image.from) await need(imageNamed(image.from));
  };
  for (const image of wanted) await need(image);
  return testImages.filter((image) => needed.has(image));
}

/**
 * @param {{ host: string, url: string }} registry
 * @param {readonly TestImage[]} images
 */
async function buildAll(registry, images) {
  const onEngine = images.some((image) => image.method === "container");
  if (onEngine) {
    if (!(await commandSucceeds("docker", ["version", "--format", "{{.Server.Version}}"]))) {
      throw new Error("no Docker engine answers, and these images are made in containers");
    }
    await removeAbandonedBuilders();
  }
  try {
    for (const image of images) {
      const title = imageReference(image);
      await progress.step(title, (onLine) => buildImage(registry, image, onLine));
      progress.line(`${title}: ${formatMegabytes((await pullSize(registry, image)) ?? 0)} to pull`);
    }
  } finally {
    // Only what this run pulled to build upon; deploys in tests must pull for themselves.
    const bases = new Set(images.flatMap((image) => image.from ?? []));
    for (const name of bases) await removeImage(`${registry.host}/${imageReference(imageNamed(name))}`);
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      list: { type: "boolean" },
      stop: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  if (values.stop) {
    progress.line((await stopTestRegistry()) ? "the test registry is stopped" : "no test registry runs");
    return;
  }
  const wanted = values.only ? values.only.split(",").map((name) => imageNamed(name.trim())) : testImages;
  const registry = await ensureTestRegistry({ log: progress.line });
  if (values.list) return list(registry);
  const lock = await acquireFileLock(join(await ensureCacheFolder(), "build.lock"), progress.line);
  try {
    const images = await outdated(registry, wanted);
    if (images.length > 0) await buildAll(registry, images);
    progress.line(
      `${wanted.length} test images ready on ${registry.host}, ${images.length} of them built now`,
    );
  } finally {
    await lock.release();
  }
}

main().catch((error) => {
  progress.line(`failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
