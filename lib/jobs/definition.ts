import { PanelError } from "@/lib/errors";
import type { ComposeFiles } from "@/lib/ports/compose";
import { revisionNotFound } from "@/lib/ports/store-errors";
import type { RevisionRecord, StackRecord, StackStore } from "@/lib/ports/stores";
import { type Redactor, redactor } from "@/lib/secrets/redaction";
import type { Kind, RenderInput, SecretValues } from "@/lib/stacks/kind";
import { type RenderedStack, renderStack } from "@/lib/stacks/render-stack";
import type { SettingFields } from "@/lib/stacks/settings";

/** The kinds that this panel deploys, by id. */
export type Kinds = Readonly<Record<string, Kind>>;

/** A stack at one of its revisions, with all that can be derived from it. Holds secrets: never sent anywhere. */
export type Definition = {
  stackId: string;
  name: string;
  kind: Kind;
  revision: RevisionRecord;
  secrets: SecretValues;
  input: RenderInput<SettingFields>;
  rendered: RenderedStack;
  files: ComposeFiles;
};

export type DefinitionSource = {
  kinds: Kinds;
  stacks: StackStore;
  registryHost: string | null;
  /** On everything that is created, besides the stack's own label. */
  labels: Readonly<Record<string, string>>;
};

/** @throws PanelError `kind-unknown` */
export function kindOf(kinds: Kinds, id: string): Kind {
  const kind = Object.hasOwn(kinds, id) ? kinds[id] : undefined;
  if (kind !== undefined) return kind;
  throw new PanelError("kind-unknown", `There is no kind “${id}”`, {
    fix: `Choose one of: ${Object.keys(kinds).join(", ")}`,
  });
}

/** @throws PanelError `revision-not-found`, `kind-unknown`, `secret-unreadable`, and what rendering refuses */
export async function loadDefinition(
  source: DefinitionSource,
  stack: Pick<StackRecord, "id" | "name" | "kind" | "revision">,
  revisionNumber: number,
): Promise<Definition> {
  const kind = kindOf(source.kinds, stack.kind);
  const [revision, secrets] = await Promise.all([
    source.stacks.revision(stack.id, revisionNumber),
    source.stacks.secrets(stack.id, revisionNumber),
  ]);
  if (revision === null) throw revisionNotFound(stack, revisionNumber);
  return definitionOf(source, stack, kind, revision, secrets);
}

export function definitionOf(
  source: DefinitionSource,
  stack: Pick<StackRecord, "id" | "name">,
  kind: Kind,
  revision: RevisionRecord,
  secrets: SecretValues,
): Definition {
  const { settings, access } = revision;
  const rendered = renderStack({
    kind,
    stackId: stack.id,
    name: stack.name,
    settings,
    secrets,
    access,
    labels: source.labels,
    ...(source.registryHost !== null && { registry: source.registryHost }),
  });
  return {
    stackId: stack.id,
    name: stack.name,
    kind,
    revision,
    secrets,
    input: { name: stack.name, settings, secrets, access },
    rendered,
    files: { project: stack.name, composeYaml: rendered.composeYaml, envFile: rendered.envFile },
  };
}

/** Takes out of any text the stack's secrets, and what they became in `.env`. */
export function redactorOf(definition: Pick<Definition, "secrets" | "rendered">): Redactor {
  const { project } = definition.rendered;
  const fromEnv = project.secretEnv.flatMap((name) => project.env[name] ?? []);
  return redactor([...Object.values(definition.secrets), ...fromEnv]);
}
