import { resolve } from "node:path";
import { buildWhenStale } from "../../lib/launch/build.mjs";
import { createTerminal } from "../../lib/launch/terminal.mjs";
import { prepareCheckout, setUpSurroundings } from "./surroundings.mjs";

export const ROOT = resolve(import.meta.dirname, "../..");

/**
 * Everything that the long runners outside of `npm test` need, from a fresh clone on: packages, an engine with the
 * test images, a browser, a build.
 * @returns {Promise<import("./surroundings.mjs").Surroundings>}
 */
export async function prepareAll() {
  const terminal = createTerminal();
  await prepareCheckout(ROOT, terminal);
  const needs = new Set(["engine", "images", "browser"]);
  const around = await setUpSurroundings({ root: ROOT, env: process.env, needs, terminal });
  await buildWhenStale(ROOT, terminal);
  await around.images;
  return around;
}
