import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { ROOT } from "@/e2e/panel/surroundings";
import { type Mutation, mutationPlugin } from "@/e2e/sweeps/mutant";
import { bundleEntries, ENTRIES } from "@/lib/launch/bundles.mjs";

const OWN_REGISTRY = join(ROOT, "e2e/soak/panel/registry-of-tests.ts");

/** Everything of the worker is the product's own but the list of kinds. */
const ownKinds: Plugin = {
  name: "kinds-of-tests",
  setup(build) {
    build.onResolve({ filter: /^@\/lib\/stacks\/registry$/ }, ({ importer }) =>
      importer === OWN_REGISTRY ? undefined : { path: OWN_REGISTRY },
    );
  },
};

export type WorkerBundle = { program: string; remove(): Promise<void> };

/** Bundles the worker as a build does, with the kinds of tests added; takes about a second. */
export async function bundleTestWorker(mutation?: Mutation): Promise<WorkerBundle> {
  const plugins = mutation === undefined ? [ownKinds] : [ownKinds, await mutationPlugin(mutation)];
  await mkdir(join(ROOT, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(ROOT, ".cache", "test-worker-"));
  // The worker finds these beside the folder of its bundle.
  for (const name of ["prisma", "package.json"]) await symlink(join(ROOT, name), join(folder, name));
  const { worker, migrate } = ENTRIES;
  await bundleEntries(ROOT, join(folder, "dist"), { entries: { worker, migrate }, plugins });
  return {
    program: join(folder, "dist", "worker.mjs"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
