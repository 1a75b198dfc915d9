import type { RouteInput, RouteJson } from "@/lib/api/contract/route";
import type { secretRoutes } from "@/lib/api/contract/secrets";
import { renewedSecrets } from "@/lib/keys/renewed-secrets";
import { revisionNotFound } from "@/lib/ports/store-errors";
import type { Caller } from "@/lib/use-cases/panel";
import { kindOfStack, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { saveRevision } from "@/lib/use-cases/revisions/save-revision";

type Route = (typeof secretRoutes)["stacks.renew-secrets"];

/**
 * Saves a revision with new values of the named secrets and of those that belong together with them. Nothing is deployed.
 * @throws PanelError `input-invalid`, `revision-outdated`, `revision-not-found`, `settings-invalid`
 */
export async function renewSecrets(
  parts: PanelParts,
  idOrName: string,
  { base, names }: RouteInput<Route>["body"],
  caller: Caller,
): Promise<RouteJson<Route>> {
  const stack = await stackOf(parts, idOrName);
  const kind = kindOfStack(parts, stack);
  const [revision, kept] = await Promise.all([
    parts.stacks.revision(stack.id, base),
    parts.stacks.secrets(stack.id, base),
  ]);
  if (revision === null) throw revisionNotFound(stack, base);
  const secrets = renewedSecrets(
    kind,
    parts.random,
    parts.clock(),
    kept,
    names,
    stack.deployedRevision !== null,
  );
  const renewed = Object.keys(secrets);
  const labels = renewed.map((name) => kind.secrets[name]?.label ?? name);
  const saved = await saveRevision(
    parts,
    stack.id,
    { base, settings: {}, access: revision.access, secrets, note: `Made anew: ${labels.join(", ")}` },
    caller,
    `, made anew: ${renewed.join(", ")}`,
  );
  return { ...saved, renewed };
}
