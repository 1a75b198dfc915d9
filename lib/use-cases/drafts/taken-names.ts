import type { FieldIssue } from "@/lib/errors";
import type { Access } from "@/lib/stacks/kind";
import type { PanelParts } from "@/lib/use-cases/panel-parts";
import { panelName } from "@/lib/use-cases/routing/panel-name";

type Parts = Pick<PanelParts, "stacks" | "routingWorld">;

/** Names that another stack, in its saved or its deployed revision, or the panel is reached by already. */
export async function takenNameIssues(
  { stacks, routingWorld }: Parts,
  access: Access,
  exceptStackId: string | null,
): Promise<FieldIssue[]> {
  if (access.mode !== "domain") return [];
  const issues: FieldIssue[] = [];
  const others = (await stacks.list()).filter(({ id }) => id !== exceptStackId);
  const holders = new Map<string, string>();
  for (const stack of others) {
    for (const number of new Set([stack.deployedRevision, stack.revision])) {
      const revision = number === null ? null : await stacks.revision(stack.id, number);
      if (revision?.access.mode !== "domain") continue;
      for (const name of Object.values(revision.access.names)) holders.set(name, `the stack ${stack.name}`);
    }
  }
  const own = panelName(routingWorld.panel);
  if (own !== null) holders.set(own, "this panel");
  for (const name of Object.values(access.names)) {
    const holder = holders.get(name);
    if (holder !== undefined) issues.push({ field: "access", message: `${name} leads to ${holder} already` });
  }
  return issues;
}
