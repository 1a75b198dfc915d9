import type { importRoutes } from "@/lib/api/contract/imports";
import type { RouteInput, RouteJson } from "@/lib/api/contract/route";
import { checkDraft } from "@/lib/use-cases/drafts/check-draft";
import { importedDefinition } from "@/lib/use-cases/imports/imported-definition";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

type Route = (typeof importRoutes)["imports.review"];

/**
 * What would become of each variable, and what is wrong with the whole. Nothing is saved, and no secret is in the answer.
 * @throws PanelError `kind-unknown`
 */
export async function reviewImport(
  parts: PanelParts,
  body: RouteInput<Route>["body"],
): Promise<RouteJson<Route>> {
  const { imported, definition } = importedDefinition(parts, body);
  const { name, issues, warnings } = await checkDraft(parts, { ...definition, preflight: false });
  const { rows, remarks } = imported;
  return { name, rows: [...rows], remarks: [...remarks], issues, warnings };
}
