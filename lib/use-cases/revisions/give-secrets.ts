import type { RouteInput, RouteJson } from "@/lib/api/contract/route";
import type { secretRoutes } from "@/lib/api/contract/secrets";
import { PanelError } from "@/lib/errors";
import { fittedTo } from "@/lib/keys/renewed-secrets";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { revisionNotFound } from "@/lib/ports/store-errors";
import type { Kind, SecretValues } from "@/lib/stacks/kind";
import type { Caller } from "@/lib/use-cases/panel";
import { kindOfStack, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { saveRevision } from "@/lib/use-cases/revisions/save-revision";

type Route = (typeof secretRoutes)["stacks.give-secrets"];

/**
 * Saves a revision with values of somebody's own, and with new ones of whatever is made from them: a private key alone
 * brings its public half along. What was given and does not fit is refused by the kind's check. Nothing is deployed.
 * @throws PanelError `input-invalid`, `revision-outdated`, `revision-not-found`, `settings-invalid`
 */
export async function giveSecrets(
  parts: PanelParts,
  idOrName: string,
  { base, secrets }: RouteInput<Route>["body"],
  caller: Caller,
): Promise<RouteJson<Route>> {
  const stack = await stackOf(parts, idOrName);
  const kind = kindOfStack(parts, stack);
  const names = Object.keys(secrets);
  for (const name of names) assertKnown(kind, name);
  if (names.length === 0) throw new PanelError("input-invalid", "Give a secret", { fix: choice(kind) });
  const [revision, kept] = await Promise.all([
    parts.stacks.revision(stack.id, base),
    parts.stacks.secrets(stack.id, base),
  ]);
  if (revision === null) throw revisionNotFound(stack, base);
  const renewed = fittedTo(kind, names);
  const given = written(kind, secrets);
  const others = Object.fromEntries(Object.entries(kept).filter(([name]) => !renewed.includes(name)));
  const all = secretsForKind(kind, parts.random, parts.clock(), { ...others, ...given });
  // Around a value that cannot be read nothing is made, and the check names that value.
  const fitted = Object.fromEntries(Object.entries(all).filter(([name]) => renewed.includes(name)));
  const labels = names.map((name) => kind.secrets[name]?.label ?? name);
  const saved = await saveRevision(
    parts,
    stack.id,
    {
      base,
      settings: {},
      access: revision.access,
      secrets: { ...fitted, ...given },
      note: `Given: ${labels.join(", ")}`,
    },
    caller,
    `, given: ${names.join(", ")}`,
  );
  return { ...saved, renewed };
}

/** A file's text as every reader takes it, however it was pasted. */
function written(kind: Kind, secrets: SecretValues): SecretValues {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, value]) => [
      name,
      kind.secrets[name]?.file === undefined ? value : `${value.replaceAll("\r\n", "\n").trim()}\n`,
    ]),
  );
}

function assertKnown(kind: Kind, name: string): void {
  if (Object.hasOwn(kind.secrets, name)) return;
  throw new PanelError("input-invalid", `${kind.title} has no secret “${name}”`, { fix: choice(kind) });
}

function choice({ secrets }: Kind): string {
  return `Its secrets are ${Object.keys(secrets).join(", ")}`;
}
