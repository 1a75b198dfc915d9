import { z } from "zod";
import { freeVariable, settingsView } from "@/lib/api/contract/stack-views";
import type { SealedPlace, SecretBox } from "@/lib/ports/secret-box";
import type { Settings } from "@/lib/stacks/settings";

/** Names the row: a stack's id and a revision's number. */
export type RevisionKey = { stackId: string; number: number };

/** Bytes in base64. */
const sealedList = z.object({ keyId: z.string(), nonce: z.string(), sealed: z.string() });
const storedSettings = z.record(z.string(), z.union([settingsView.valueType, sealedList]));
const variables = z.array(freeVariable);

/**
 * Settings as text for a revision's row. Lists of free variables are sealed whole, whatever the names in them: what a
 * person puts there may be a secret under any name. All else stays legible without the key.
 */
export function settingsText(box: SecretBox, of: RevisionKey, settings: Settings): string {
  const stored = Object.entries(settings).map(([key, value]) => {
    if (typeof value !== "object" || value.length === 0) return [key, value];
    const { keyId, nonce, sealed } = box.seal(placeOf(of, key), JSON.stringify(value));
    return [key, { keyId, nonce: inBase64(nonce), sealed: inBase64(sealed) }];
  });
  return JSON.stringify(Object.fromEntries(stored));
}

/**
 * The settings of a revision's row. Rows from before lists were sealed have them in clear (`sealPlainSettings`).
 * @throws PanelError `secret-unreadable` when a sealed list was changed or belongs to another row
 */
export function settingsOfText(box: SecretBox, of: RevisionKey, text: string): Settings {
  const stored = storedSettings.parse(JSON.parse(text));
  return Object.fromEntries(
    Object.entries(stored).map(([key, value]) => {
      if (typeof value !== "object" || !("sealed" in value)) return [key, value];
      const [nonce, sealed] = [Buffer.from(value.nonce, "base64"), Buffer.from(value.sealed, "base64")];
      const opened = box.open(placeOf(of, key), { keyId: value.keyId, nonce, sealed });
      return [key, variables.parse(JSON.parse(opened))];
    }),
  );
}

/** Whether a row's text has a list from before these were sealed. */
export function hasListInClear(text: string): boolean {
  return Object.values(storedSettings.parse(JSON.parse(text))).some(
    (value) => Array.isArray(value) && value.length > 0,
  );
}

function placeOf({ stackId, number }: RevisionKey, key: string): SealedPlace {
  // JSON, so that no two places can have one text.
  return {
    table: "Revision",
    row: JSON.stringify([stackId, number]),
    column: JSON.stringify(["settings", key]),
  };
}

function inBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
