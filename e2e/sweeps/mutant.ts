import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { ROOT } from "@/e2e/panel/surroundings";
import { bundleEntries, ENTRIES } from "@/lib/launch/bundles.mjs";

/** A change to one file that takes a defence away: a sweep that stays green on it proves nothing. */
export type Mutation = { file: string; from: string; to: string };

export type MutantPrograms = { folder: string; remove(): Promise<void> };

/** Fails when the code to change is no longer there. */
export async function mutationPlugin({ file, from, to }: Mutation): Promise<Plugin> {
  const path = join(ROOT, file);
  const source = await readFile(path, "utf8");
  if (source.split(from).length !== 2) throw new Error(`${file} does not have once: ${from}`);
  return {
    name: "mutation",
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, (loaded) =>
        loaded.path === path ? { contents: source.replace(from, () => to), loader: "ts" } : undefined,
      );
    },
  };
}

/** The panel's programs with one defence less. */
export async function buildMutant(mutation: Mutation): Promise<MutantPrograms> {
  const plugin = await mutationPlugin(mutation);
  await mkdir(join(ROOT, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(ROOT, ".cache", "mutant-"));
  // The programs find these beside the folder of their bundles.
  for (const name of ["prisma", "package.json", ".next"]) await symlink(join(ROOT, name), join(folder, name));
  const { worker, web, migrate } = ENTRIES;
  const programs = join(folder, "dist");
  await bundleEntries(ROOT, programs, { entries: { worker, web, migrate }, plugins: [plugin] });
  return { folder: programs, remove: () => rm(folder, { recursive: true, force: true }) };
}
