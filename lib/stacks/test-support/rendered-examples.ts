import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { Kind, SecretValues } from "@/lib/stacks/kind";
import { type KindExample, kindExamples } from "@/lib/stacks/kind-examples";
import { kindById } from "@/lib/stacks/registry";
import { type RenderedStack, renderStack } from "@/lib/stacks/render-stack";
import { validatedSettings } from "@/lib/stacks/validated-settings";

export const STACK_ID = "stack-0001";
export const NOW = new Date("2026-11-20T12:00:00Z");

/** Every example of every kind. */
export const exampleCases = Object.entries(kindExamples).flatMap(([id, examples]) =>
  Object.entries(examples).map(([title, example]) => ({ kind: kindById(id), title, example })),
);

const made = new Map<KindExample, SecretValues>();

/** Once for each example: a signature with a key pair is another one every time. */
function secretsOf(kind: Kind, example: KindExample): SecretValues {
  const secrets = made.get(example) ?? secretsForKind(kind, seededRandom(kind.id), NOW, example.secrets);
  made.set(example, secrets);
  return secrets;
}

export function rendered(
  kind: Kind,
  example: KindExample,
  secrets = secretsOf(kind, example),
): RenderedStack {
  const settings = validatedSettings(kind, example.settings, secrets);
  return renderStack({ kind, stackId: STACK_ID, name: "shop", settings, secrets, access: example.access });
}

/** An example as its stack is rendered, with what the kind's functions take. */
export function renderedExample({ kind, example }: { kind: Kind; example: KindExample }) {
  const stack = rendered(kind, example);
  const secrets = secretsOf(kind, example);
  const settings = validatedSettings(kind, example.settings, secrets);
  return {
    stack,
    project: stack.project,
    services: Object.entries(stack.project.services),
    secrets,
    settings,
    input: { name: "shop", settings, secrets, access: example.access },
  };
}
