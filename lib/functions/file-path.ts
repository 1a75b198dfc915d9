const MOST_BYTES = 200;
const MOST_NAME_BYTES = 100;

/**
 * What is wrong with a file's path within a function's folder; undefined when nothing is. It stays in the folder: every
 * part of it is a name, and it begins with none but the folder's own.
 */
export function filePathProblem(path: string): string | undefined {
  if (path === "") return "Type a path, as lib/answer.ts";
  if (!path.isWellFormed() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path))
    return "Has a character that is not shown";
  if (path.includes("\\")) return "Has a backslash: folders are parted by /";
  if (path.startsWith("/")) return "Begins with /: it is relative to the function's folder";
  if (bytesOf(path) > MOST_BYTES) return `Has more than ${MOST_BYTES} bytes`;
  for (const name of path.split("/")) {
    if (name === "") return "Has a folder without a name, or ends with /";
    if (name === "." || name === "..") return "Has . or .. in it: it stays in the function's folder";
    if (bytesOf(name) > MOST_NAME_BYTES) return `Has a name of more than ${MOST_NAME_BYTES} bytes`;
  }
  return undefined;
}

/** `a/b/c` lies in `a/b` and in `a`. */
export function foldersAbove(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}

/** Without Node's Buffer: browsers check paths too. */
function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
