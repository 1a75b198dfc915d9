import { type FieldIssue, PanelError } from "@/lib/errors";
import { type Definition, definitionOf } from "@/lib/jobs/definition";
import { removalIssues, secretsForKind } from "@/lib/keys/secrets-for-kind";
import type { StackRecord } from "@/lib/ports/stores";
import { parseAccess } from "@/lib/stacks/access";
import type { Access, GivenSecrets, Kind, SecretValues } from "@/lib/stacks/kind";
import { unmaskedSettings } from "@/lib/stacks/masked-settings";
import type { Settings } from "@/lib/stacks/settings";
import { stackNameProblem } from "@/lib/stacks/stack-name";
import { settingsIssues } from "@/lib/stacks/validated-settings";
import type { Draft } from "@/lib/use-cases/drafts/complete-draft";
import { takenNameIssues } from "@/lib/use-cases/drafts/taken-names";
import { newId, type PanelParts } from "@/lib/use-cases/panel-parts";

export type RenderedDraft = {
  settings: Settings;
  access: Access;
  /** All that the stack has from then on, made, kept and given. */
  secrets: SecretValues;
  issues: FieldIssue[];
  /** null while there are issues. */
  definition: Definition | null;
};

/** Checks a draft as a whole and renders it; nothing is saved. Each thing that is wrong is an issue of a field. */
export async function renderDraft(
  parts: PanelParts,
  kind: Kind,
  existing: StackRecord | null,
  draft: Draft,
  given: { access: Access; secrets: GivenSecrets },
): Promise<RenderedDraft> {
  const kept = existing === null ? {} : await parts.stacks.secrets(existing.id, existing.revision);
  const known = Object.fromEntries(Object.entries(given.secrets).filter(([, value]) => value !== ""));
  const secrets = secretsForKind(kind, parts.random, parts.clock(), { ...kept, ...known });
  const stored = existing === null ? null : await parts.stacks.revision(existing.id, existing.revision);
  const meant = unmaskedSettings(draft.settings, stored?.settings ?? {});
  const { settings, issues } = settingsIssues(kind, meant.settings, secrets);
  issues.push(...meant.issues, ...removalIssues(kind, given.secrets));
  const unknown = Object.keys(given.secrets).filter((name) => !(name in kind.secrets));
  issues.push(...unknown.map((name) => ({ field: name, message: `There is no secret “${name}”` })));
  const nameProblem = existing === null ? stackNameProblem(draft.name) : undefined;
  if (nameProblem !== undefined) issues.push({ field: "name", message: nameProblem });
  const access = accessOf(kind, given.access, issues);
  issues.push(...(await takenNameIssues(parts, access, existing?.id ?? null)));
  if (issues.length > 0) return { settings, access, secrets, issues, definition: null };
  const stack = { id: existing?.id ?? newId(parts), name: draft.name };
  const revision = {
    stackId: stack.id,
    number: (existing?.revision ?? 0) + 1,
    settings,
    access,
    note: "",
    createdAt: parts.clock(),
    createdBy: "",
  };
  try {
    const definition = definitionOf(parts.source, stack, kind, revision, secrets);
    return { settings, access, secrets, issues, definition };
  } catch (error) {
    // What only shows in rendering: a value that no environment can carry.
    if (!(error instanceof PanelError) || error.code !== "settings-invalid") throw error;
    issues.push(...(error.details.issues ?? [{ field: "settings", message: error.message }]));
    return { settings, access, secrets, issues, definition: null };
  }
}

/** @throws PanelError `name-invalid`, `settings-invalid` with every issue */
export function assertSound(draft: RenderedDraft): Definition {
  const { definition, issues } = draft;
  if (definition !== null) return definition;
  const [first] = issues;
  const message =
    issues.length === 1 && first !== undefined ? first.message : `${issues.length} settings need a change`;
  const code = issues.every(({ field }) => field === "name") ? "name-invalid" : "settings-invalid";
  throw new PanelError(code, message, { issues });
}

function accessOf(kind: Kind, access: Access, issues: FieldIssue[]): Access {
  try {
    return parseAccess(access, kind.routable);
  } catch (error) {
    if (!(error instanceof PanelError)) throw error;
    issues.push({ field: "access", message: error.message });
    return access;
  }
}
