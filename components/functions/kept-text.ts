/** A text with unsaved changes, and the hash of the file that it is based on. */
export type KeptText = { readonly text: string; readonly hash: string };

export type FileOf = { readonly stack: string; readonly function: string; readonly path: string };

/**
 * Unsaved texts of this tab, for whoever goes back in the browser and comes again. In memory alone: code may hold what
 * must not lie in the browser's storage. Before the page itself goes, the browser asks.
 */
const kept = new Map<string, KeptText>();

export function keepText(of: FileOf, text: KeptText): void {
  kept.set(keyOf(of), text);
}

export function keptText(of: FileOf): KeptText | null {
  return kept.get(keyOf(of)) ?? null;
}

export function forgetText(of: FileOf): void {
  kept.delete(keyOf(of));
}

function keyOf({ stack, function: name, path }: FileOf): string {
  return JSON.stringify([stack, name, path]);
}
