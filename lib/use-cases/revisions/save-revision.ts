import type { revisionRoutes } from "@/lib/api/contract/revisions";
import type { RouteInput, RouteJson } from "@/lib/api/contract/route";
import type { ChangeView } from "@/lib/api/contract/stack-views";
import { PanelError } from "@/lib/errors";
import { assertChangeable } from "@/lib/keys/fixed-secrets";
import { settingsChanges } from "@/lib/planning/value-changes";
import { revisionNotFound } from "@/lib/ports/store-errors";
import type { RevisionRecord, StackRecord } from "@/lib/ports/stores";
import { fingerprint } from "@/lib/secrets/fingerprint";
import { accessWords } from "@/lib/stacks/access";
import type { Access, GivenSecrets, Kind, SecretValues } from "@/lib/stacks/kind";
import { assertSound, renderDraft } from "@/lib/use-cases/drafts/render-draft";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, kindOfStack, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { revisionViewOf } from "@/lib/use-cases/revisions/revision-view";

type Route = (typeof revisionRoutes)["revisions.create"];

/**
 * Saves a changed definition on top of the revision that the person saw.
 * @param remark what more the audit log says of it
 * @throws PanelError `revision-outdated` with what changed since, `settings-invalid`, `input-invalid` for a secret that stays
 */
export async function saveRevision(
  parts: PanelParts,
  idOrName: string,
  body: RouteInput<Route>["body"],
  caller: Caller,
  remark = "",
): Promise<RouteJson<Route>> {
  const stack = await stackOf(parts, idOrName);
  const kind = kindOfStack(parts, stack);
  const base = await parts.stacks.revision(stack.id, body.base);
  if (base === null) throw revisionNotFound(stack, body.base);
  if (stack.revision !== body.base) throw await outdated(parts, stack, kind, base);
  const before = await parts.stacks.secrets(stack.id, stack.revision);
  if (stack.deployedRevision !== null) {
    const given = Object.keys(body.secrets);
    assertChangeable(
      kind,
      given.filter((name) => before[name] !== undefined && body.secrets[name] !== before[name]),
    );
  }
  const draft = { name: stack.name, settings: { ...base.settings, ...body.settings } };
  const rendered = await renderDraft(parts, kind, stack, draft, body);
  assertSound(rendered);
  const removedSecrets = Object.keys(before).filter((name) => body.secrets[name] === null);
  const changedSecrets: GivenSecrets = Object.fromEntries([
    ...Object.entries(rendered.secrets).filter(([name, value]) => before[name] !== value),
    ...removedSecrets.map((name) => [name, null]),
  ]);
  const { settings, access } = rendered;
  const saved = await parts.stacks
    .addRevision(
      stack.id,
      body.base,
      { settings, access, note: body.note },
      changedSecrets,
      audit(caller, `revision ${body.base + 1} saved${remark}`, stack.name),
    )
    .catch(async (error: unknown) => {
      if (!(error instanceof PanelError) || error.code !== "revision-outdated") throw error;
      throw await outdated(parts, await stackOf(parts, stack.id), kind, base);
    });
  parts.changed(stack.id);
  const changes = [
    ...settingsChanges(base.settings, settings, kind.settings, signOf(parts)),
    ...accessChanges(base.access, access),
    ...secretChanges(kind, before, rendered.secrets, signOf(parts)),
  ];
  return { revision: revisionViewOf(saved, stack), changes };
}

/** The refusal, with what the others saved since as a diff. */
async function outdated(
  parts: PanelParts,
  stack: StackRecord,
  kind: Kind,
  base: RevisionRecord,
): Promise<PanelError> {
  const [latest, secretsOfBase, secretsOfLatest] = await Promise.all([
    parts.stacks.revision(stack.id, stack.revision),
    parts.stacks.secrets(stack.id, base.number),
    parts.stacks.secrets(stack.id, stack.revision),
  ]);
  const changes =
    latest === null
      ? []
      : [
          ...settingsChanges(base.settings, latest.settings, kind.settings, signOf(parts)),
          ...accessChanges(base.access, latest.access),
          ...secretChanges(kind, secretsOfBase, secretsOfLatest, signOf(parts)),
        ];
  return new PanelError(
    "revision-outdated",
    `Revision ${stack.revision} was saved by ${stack.changedBy} in the meantime`,
    {
      fix: "Look at what changed, then save again on top of it",
      base: base.number,
      latest: stack.revision,
      changes,
    },
  );
}

function accessChanges(before: Access, after: Access): ChangeView[] {
  const [old, now] = [accessWords(before), accessWords(after)];
  return old === now ? [] : [{ name: "Access", before: old, after: now, secret: false }];
}

function signOf({ fingerprintKey }: PanelParts): (value: string) => string {
  return (value) => fingerprint(fingerprintKey, value);
}

function secretChanges(
  kind: Kind,
  before: SecretValues,
  after: SecretValues,
  sign: (value: string) => string,
): ChangeView[] {
  const shown = (value: string | undefined) => (value === undefined ? null : `secret ${sign(value)}`);
  return Object.entries(kind.secrets).flatMap(([name, { label }]) => {
    const [old, now] = [before[name], after[name]];
    return old === now ? [] : [{ name: label, before: shown(old), after: shown(now), secret: true }];
  });
}
