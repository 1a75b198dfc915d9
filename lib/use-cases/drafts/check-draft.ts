import type { RouteInput, RouteJson } from "@/lib/api/contract/route";
import type { stackRoutes } from "@/lib/api/contract/stacks";
import { kindOf } from "@/lib/jobs/definition";
import { runPreflight } from "@/lib/jobs/preflight/run-preflight";
import { completeDraft } from "@/lib/use-cases/drafts/complete-draft";
import { renderDraft } from "@/lib/use-cases/drafts/render-draft";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { settingsViewOf } from "@/lib/use-cases/revisions/revision-view";

type Route = (typeof stackRoutes)["drafts.check"];

/** Completes a definition, says what is wrong with it, and shows what it would deploy. */
export async function checkDraft(
  parts: PanelParts,
  body: RouteInput<Route>["body"],
): Promise<RouteJson<Route>> {
  const kind = kindOf(parts.kinds, body.kind);
  const existing = body.stack === undefined ? null : await stackOf(parts, body.stack);
  const draft = await completeDraft(parts, kind, existing, body);
  const rendered = await renderDraft(parts, kind, existing, draft, body);
  const { definition, settings, access, issues } = rendered;
  const others = existing === null ? await parts.stacks.find(draft.name) : null;
  if (others?.name === draft.name) {
    issues.push({ field: "name", message: `A stack named ${draft.name} exists already` });
  }
  const checks =
    body.preflight && definition !== null ? await runPreflight(definition, parts.services) : null;
  return {
    name: draft.name,
    settings: settingsViewOf(settings),
    issues,
    warnings: kind.warnings(settings, access),
    files:
      definition === null
        ? null
        : { composeYaml: definition.rendered.composeYaml, env: definition.rendered.maskedEnvFile },
    checks: checks?.map(({ code: _, ...view }) => view) ?? null,
    needs: (({ memoryBytes, diskBytes }) => ({ memoryBytes, diskBytes }))(kind.needs(settings)),
  };
}
