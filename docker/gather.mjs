/**
 * Puts what the image runs into a folder (first argument), laid out like the checkout: bundles, the standalone pages,
 * migrations, the launcher's plain files, and of the packages only those that are not bundled.
 */
import { cp, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { endsNode, NATIVE_FILE } from "../lib/launch/native-file.mjs";

const root = resolve(import.meta.dirname, "..");
const [target] = process.argv.slice(2);
if (target === undefined) throw new Error("gather.mjs <folder>");

/** Loaded at run time by the bundles; their dependencies follow from what they declare. */
const PACKAGES = ["better-sqlite3", "@node-rs/argon2"];
/** Of a package that was compiled or downloaded, the finished file is enough. */
const NOT_RUN = /\/better-sqlite3\/(?:deps|src|build\/(?!Release$|Release\/better_sqlite3\.node$))/;
/** Images are not optimised (next.config.ts), so neither is what would do it needed. */
const NEVER_LOADED = ["@img", "sharp", "detect-libc", "semver"];

/** @param {string} path */
const copy = (path, filter = (/** @type {string} */ _source) => true) =>
  cp(join(root, path), join(target, path), { recursive: true, filter });

/**
 * The package and what it needs, by name. What only its installation needs is left out, and so is what is not there:
 * builds for other machines.
 * @param {string} name
 * @param {Set<string>} into
 */
async function addPackage(name, into) {
  const folder = join(root, "node_modules", name);
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  if (text === undefined || name === "prebuild-install") return;
  into.add(name);
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(text);
  for (const each of Object.keys({ ...dependencies, ...optionalDependencies })) {
    if (!into.has(each)) await addPackage(each, into);
  }
}

if (await endsNode(join(root, NATIVE_FILE), process.versions.node)) {
  throw new Error(
    "better-sqlite3 was compiled with headers with which it ends the worker: use Node 24.18 as BUILD_IMAGE",
  );
}

for (const path of ["package.json", "dist", "prisma/migrations", ".next/standalone"]) await copy(path);
for (const name of NEVER_LOADED) {
  await rm(join(target, ".next/standalone/node_modules", name), { recursive: true, force: true });
}
await copy("lib/launch", (source) => !source.endsWith(".test.ts"));
/** @type {Set<string>} */
const packages = new Set();
for (const name of PACKAGES) await addPackage(name, packages);
for (const name of packages) await copy(join("node_modules", name), (source) => !NOT_RUN.test(source));
const left = await readdir(dirname(join(target, "dist")));
process.stdout.write(`${left.sort().join(" ")}\nPackages: ${[...packages].join(" ")}\n`);
