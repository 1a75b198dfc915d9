import { existsSync } from "node:fs";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { leaveOut } from "./bundles-left-out.mjs";
import { LaunchError } from "./launch-error.mjs";

/** The processes of the panel that are plain Node programs, by the name of the bundle. */
export const ENTRIES = {
  worker: "lib/worker.ts",
  migrate: "lib/adapters/database/migrate.ts",
  web: "lib/web/server.ts",
  slipway: "lib/command-line/slipway.ts",
};

/** Left as imports: native files, and Next, which is loaded from its own standalone folder. */
const EXTERNAL = ["next", "better-sqlite3", "@node-rs/argon2", "cpu-features", "*.node"];

/** Prisma's migration engine; its loader reads it from beside the bundle. */
const SCHEMA_ENGINE = "node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm";

/** Bundled CommonJS packages call require, which an ES module does not have. */
const BANNER = `import { createRequire as slipwayRequire } from "node:module";
const require = slipwayRequire(import.meta.url);`;

/**
 * Bundles the entries into a folder that is made anew.
 * @param {string} root
 * @param {string} outFolder
 * @param {{ entries?: Record<string, string>, plugins?: import("esbuild").Plugin[] }} [others] for tests that deploy
 *   kinds of their own
 * @throws {LaunchError} naming every entry that is missing, or what does not compile
 */
export async function bundleEntries(root, outFolder, { entries = ENTRIES, plugins = [] } = {}) {
  const missing = Object.values(entries).filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0)
    throw new LaunchError(`The checkout is not complete: ${missing.join(", ")} missing.`);
  await rm(outFolder, { recursive: true, force: true });
  await mkdir(outFolder, { recursive: true });
  const { build } = await import("esbuild");
  try {
    await build({
      absWorkingDir: root,
      entryPoints: Object.entries(entries).map(([name, path]) => ({ in: path, out: name })),
      outdir: outFolder,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      banner: { js: BANNER },
      external: EXTERNAL,
      plugins: [leaveOut(root), ...plugins],
      // Less text to keep in memory, 8 MiB in the worker; names stay, so that a stack trace can be read.
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: "none",
      logLevel: "silent",
    });
  } catch (error) {
    const evidence = error instanceof Error ? error.message : String(error);
    throw new LaunchError("The worker, web or command-line program does not compile.", { evidence });
  }
  const engine = join(root, SCHEMA_ENGINE);
  if (existsSync(engine)) await copyFile(engine, join(outFolder, "schema_engine_bg.wasm"));
}
