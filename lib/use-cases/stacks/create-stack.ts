import type { RouteInput } from "@/lib/api/contract/route";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import type { stackRoutes } from "@/lib/api/contract/stacks";
import { kindOf } from "@/lib/jobs/definition";
import { completeDraft } from "@/lib/use-cases/drafts/complete-draft";
import { assertSound, renderDraft } from "@/lib/use-cases/drafts/render-draft";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";
import { showStack } from "@/lib/use-cases/stacks/show-stack";

type Body = RouteInput<(typeof stackRoutes)["stacks.create"]>["body"];

/** @throws PanelError `kind-unknown`, `name-taken`, `name-invalid`, `settings-invalid` */
export async function createStack(parts: PanelParts, body: Body, caller: Caller): Promise<StackDetailView> {
  const kind = kindOf(parts.kinds, body.kind);
  const stack = await parts.creation.run(async () => {
    const draft = await completeDraft(parts, kind, null, body);
    const rendered = await renderDraft(parts, kind, null, draft, body);
    const { stackId } = assertSound(rendered);
    return parts.stacks.create(
      { id: stackId, name: draft.name, kind: kind.id },
      { settings: rendered.settings, access: rendered.access, note: "" },
      rendered.secrets,
      audit(caller, "stack created", draft.name),
    );
  });
  parts.changed(stack.id);
  return showStack(parts, stack.id);
}
