import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

/**
 * A download that may be refused: by a link the refusal would be saved as the file. The file is held in memory, so it
 * is for small ones.
 */
export async function fetchFile(href: string): Promise<ActionState<Blob>> {
  const answer = await fetch(href, { cache: "no-store" });
  if (answer.ok) return { status: "done", value: await answer.blob() };
  const error: ErrorView = await answer.json();
  return { status: "failed", error, values: {} };
}

/** Hands a file to the browser, to be saved under this name. */
export function saveFile(file: Blob, fileName: string): void {
  const href = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = href;
  link.download = fileName;
  link.click();
  // The browser has taken hold of it by then; at once would be too early for some.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
