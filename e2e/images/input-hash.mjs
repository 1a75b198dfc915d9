import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { testImages } from "./catalogue.mjs";

/** @typedef {import("./catalogue.mjs").TestImage} TestImage */

/** Raise it when the way in which images are put together changes, not their recipes. */
const FORMAT = 1;

export const recipesFolder = fileURLToPath(new URL("recipes/", import.meta.url));

/**
 * @param {string} name
 * @returns {TestImage}
 */
export function imageNamed(name) {
  const image = testImages.find((each) => each.name === name);
  if (!image) {
    throw new Error(`no test image ${name}; there are ${testImages.map((each) => each.name).join(", ")}`);
  }
  return image;
}

/**
 * @param {string} recipe
 * @returns {Promise<string[]>} the recipe's files, as paths below the recipes folder
 */
export async function recipeFiles(recipe) {
  const files = await readdir(`${recipesFolder}${recipe}`);
  return files.sort().map((file) => `${recipe}/${file}`);
}

/**
 * What an image is made of, as a hash: two images with the same one need no rebuild. It covers the image below, but
 * not the point releases that Debian offers on the day.
 * @param {TestImage} image
 * @returns {Promise<string>}
 */
export async function inputHash(image) {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([FORMAT, image, process.arch]));
  if (image.from) hash.update(await inputHash(imageNamed(image.from)));
  const files = [...(image.recipe ? await recipeFiles(image.recipe) : []), ...(image.shares ?? [])];
  if (image.method === "container") files.push("prelude.sh");
  for (const file of files) {
    hash.update(JSON.stringify([file, await readFile(`${recipesFolder}${file}`, "utf8")]));
  }
  return hash.digest("hex").slice(0, 32);
}
