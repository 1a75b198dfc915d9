import { join } from "node:path";

/**
 * Packages that ours load and never use here: the engine is reached by a Unix socket alone, and nothing is built with
 * BuildKit. Loaded, they cost the worker 16 MiB of WebAssembly memory and as many lines of code that nobody calls.
 */
const NEVER_CALLED = /^(ssh2|@grpc\/grpc-js|@grpc\/proto-loader)$/;

/**
 * Leaves out of the bundles what is never called: 20 MiB of the worker's memory (measured).
 * @param {string} root
 * @returns {import("esbuild").Plugin}
 */
export function leaveOut(root) {
  return {
    name: "leave-out",
    setup(build) {
      build.onResolve({ filter: NEVER_CALLED }, ({ path }) => ({ path, namespace: "left-out" }));
      build.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
      // zod's messages in fifty languages; its English is what the panel shows.
      build.onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer }) =>
        /[\\/]node_modules[\\/]zod[\\/]/.test(importer)
          ? { path: join(root, "node_modules/zod/v4/locales/en.js") }
          : undefined,
      );
    },
  };
}
