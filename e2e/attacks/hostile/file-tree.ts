import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** What lies below a folder: path to a fingerprint of what it is and holds. */
export type FileTree = ReadonlyMap<string, string>;

export function readTree(root: string, without: readonly string[] = []): FileTree {
  const tree = new Map<string, string>();
  const visit = (folder: string, path: string) => {
    for (const name of readdirSync(folder)) {
      const below = path === "" ? name : `${path}/${name}`;
      if (without.includes(below)) continue;
      const full = join(folder, name);
      const found = lstatSync(full);
      tree.set(below, fingerprint(full, found));
      if (found.isDirectory()) visit(full, below);
    }
  };
  visit(root, "");
  return tree;
}

function fingerprint(path: string, found: ReturnType<typeof lstatSync> & object): string {
  if (found.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (!found.isFile()) return "folder or other";
  return `${found.mode} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`;
}

/** What was added, changed or taken away. */
export function changesOf(before: FileTree, after: FileTree): string[] {
  const added = [...after].filter(([path]) => !before.has(path)).map(([path]) => `added ${path}`);
  const gone = [...before].filter(([path]) => !after.has(path)).map(([path]) => `gone ${path}`);
  const changed = [...before].filter(([path, print]) => after.has(path) && after.get(path) !== print);
  return [...added, ...gone, ...changed.map(([path]) => `changed ${path}`)];
}

/** Files anywhere that have the canary in their name: a few levels deep, where a stray path would most likely lead. */
export function strayFiles(canary: string, roots: readonly string[], depth: number): string[] {
  const found: string[] = [];
  const visit = (folder: string, left: number) => {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.name.includes(canary)) found.push(path);
      if (left > 0 && entry.isDirectory() && !/^(proc|sys|node_modules|\.git|dev)$/.test(entry.name))
        visit(path, left - 1);
    }
  };
  for (const root of roots) visit(root, depth);
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not ours to read, or gone meanwhile.
    return [];
  }
}
