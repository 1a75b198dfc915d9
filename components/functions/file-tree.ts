/** A line of the tree: a folder's name, or a file below it. */
export type TreeRow = {
  readonly type: "folder" | "file";
  readonly path: string;
  readonly name: string;
  readonly depth: number;
};

/** Files with their folders, each folder once and before what is in it. @param paths sorted or not */
export function treeRows(paths: readonly string[]): TreeRow[] {
  const rows: TreeRow[] = [];
  const seen = new Set<string>();
  for (const path of paths.toSorted(byPlace)) {
    const names = path.split("/");
    names.slice(0, -1).forEach((name, depth) => {
      const folder = names.slice(0, depth + 1).join("/");
      if (seen.has(folder)) return;
      seen.add(folder);
      rows.push({ type: "folder", path: folder, name, depth });
    });
    rows.push({ type: "file", path, name: names.at(-1) ?? path, depth: names.length - 1 });
  }
  return rows;
}

/** As file managers have it: what is in folders comes before the files beside them. */
function byPlace(a: string, b: string): number {
  const [namesA, namesB] = [a.split("/"), b.split("/")];
  for (let depth = 0; depth < Math.min(namesA.length, namesB.length); depth += 1) {
    const [one = "", other = ""] = [namesA[depth], namesB[depth]];
    const isFolder = [depth < namesA.length - 1, depth < namesB.length - 1];
    if (isFolder[0] !== isFolder[1]) return isFolder[0] ? -1 : 1;
    if (one !== other) return one < other ? -1 : 1;
  }
  return namesA.length - namesB.length;
}

/** What is opened first: the file that answers calls, else the first text. */
export function firstFile(files: readonly { path: string; type: string }[]): string | null {
  const texts = files.filter(({ type }) => type === "text").map(({ path }) => path);
  return texts.find((path) => /^index\.[cm]?[jt]sx?$/.test(path)) ?? texts[0] ?? null;
}
