import type { RevisionView } from "@/lib/api/contract/stack-views";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { revisionViewOf } from "@/lib/use-cases/revisions/revision-view";

export async function listRevisions(
  parts: PanelParts,
  idOrName: string,
): Promise<{ revisions: RevisionView[] }> {
  const stack = await stackOf(parts, idOrName);
  const revisions = await parts.stacks.revisions(stack.id);
  return { revisions: revisions.map((revision) => revisionViewOf(revision, stack)) };
}
