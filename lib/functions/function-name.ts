/** A folder's name, which stands in the function's address: what the product's own command line takes, and `_shared`. */
const FUNCTION_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/;

/** What is wrong with a name for a function; undefined when nothing is. */
export function functionNameProblem(name: string): string | undefined {
  if (name === "") return "Type a name";
  if (!/^[A-Za-z_]/.test(name)) return "Begins with a letter, or with _ for code that functions share";
  if (name.length > 63) return "Has at most 63 characters";
  if (!FUNCTION_NAME.test(name)) return "Has letters, digits, - and _ alone: it stands in the address";
  return undefined;
}

/** Code that functions import, and that nobody calls: it has no address. */
export function isSharedFolder(name: string): boolean {
  return name.startsWith("_");
}
