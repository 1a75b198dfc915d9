import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const SOURCE = /\.(?:ts|tsx|mjs|js|json|sql|prisma|ya?ml|sh|css|snap)$|Dockerfile/;

export type SourceFile = { path: string; text: string };

/** The sources in these folders of the checkout, without what is generated. */
export function sourceTree(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes("/generated/"))
      .map((path) => ({ path: path.slice(ROOT.length + 1), text: readFileSync(path, "utf8") })),
  );
}
