import { type Edits, noEdits } from "@/components/stacks/definition/draft";
import { maskedSettings } from "@/lib/stacks/masked-settings";

/**
 * Unsaved edits survive a reload in this browser's storage. Secrets are left out: they would lie there in plain text.
 * A free variable that looks like one is masked: after a reload it is as stored, or to be typed again.
 * A browser without storage (or with a full one) keeps nothing, which costs the reload and no more.
 */
export function keepDraft(key: string, edits: Edits): void {
  try {
    if (isEmpty(edits)) localStorage.removeItem(key);
    else
      localStorage.setItem(
        key,
        JSON.stringify({ ...edits, settings: maskedSettings(edits.settings), secrets: {} }),
      );
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

export function keptDraft(key: string): Edits {
  try {
    const text = localStorage.getItem(key);
    const kept: unknown = text === null ? null : JSON.parse(text);
    return isEdits(kept) ? { ...noEdits, ...kept, secrets: {} } : noEdits;
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return noEdits;
    throw error;
  }
}

export function forgetDraft(key: string): void {
  keepDraft(key, noEdits);
}

export function isEmpty(edits: Edits): boolean {
  return (
    edits.name === null &&
    edits.access === null &&
    Object.keys(edits.settings).length === 0 &&
    Object.values(edits.secrets).every((value) => value === "")
  );
}

function isEdits(value: unknown): value is Edits {
  return (
    typeof value === "object" && value !== null && "settings" in value && typeof value.settings === "object"
  );
}
