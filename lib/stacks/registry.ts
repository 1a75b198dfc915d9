import { PanelError } from "@/lib/errors";
import { directus } from "@/lib/stacks/directus/directus";
import type { Kind } from "@/lib/stacks/kind";
import { spacetimedb } from "@/lib/stacks/spacetimedb/spacetimedb";
import { supabase } from "@/lib/stacks/supabase/supabase";

/** The only list of kinds. A new kind is its folder and a line here. */
export const kinds = { directus, supabase, spacetimedb } as const satisfies Readonly<Record<string, Kind>>;

export type KindId = keyof typeof kinds;

export function isKindId(id: string): id is KindId {
  return Object.hasOwn(kinds, id);
}

/**
 * The kind by its id, with its settings' type erased: whoever passes settings to it has them from `readSettings` or
 * `validatedSettings` of the same kind.
 * @throws PanelError `kind-unknown`
 */
export function kindById(id: string): Kind {
  if (isKindId(id)) return kinds[id];
  throw new PanelError("kind-unknown", `There is no kind “${id}”`, {
    fix: `Choose one of: ${Object.keys(kinds).join(", ")}`,
  });
}
