import type { importRoutes } from "@/lib/api/contract/imports";
import type { RouteInput } from "@/lib/api/contract/route";
import type { stackRoutes } from "@/lib/api/contract/stacks";
import type { SupabaseImport } from "@/lib/stacks/supabase/import/import-result";
import { importSupabase } from "@/lib/stacks/supabase/import/import-supabase";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

type Body = RouteInput<(typeof importRoutes)["imports.create"]>["body"];

/** The files of an installation, and the definition of a stack as the form would send it. */
export type ImportedDefinition = {
  imported: SupabaseImport;
  definition: RouteInput<(typeof stackRoutes)["stacks.create"]>["body"];
};

export function importedDefinition(
  { clock }: Pick<PanelParts, "clock">,
  { env, kong, keepFlagged, name, access }: Body,
): ImportedDefinition {
  const imported = importSupabase({ env, kong, keep: keepFlagged }, clock());
  const definition = {
    kind: "supabase",
    ...(name !== undefined && { name }),
    settings: { ...imported.settings },
    secrets: { ...imported.secrets },
    access,
  };
  return { imported, definition };
}
