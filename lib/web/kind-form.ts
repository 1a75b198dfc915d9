import type { KindForm, ProvidedSecret } from "@/components/stacks/definition/kind-form";
import type { Kind } from "@/lib/stacks/kind";
import { kinds } from "@/lib/stacks/registry";

/** The data of a kind that its form is drawn from, without its functions: what may cross to the browser. */
export function kindForm(kind: Kind): KindForm {
  const providedSecrets: Record<string, ProvidedSecret> = {};
  for (const [name, { recipe, label, help, topic, variable, when }] of Object.entries(kind.secrets)) {
    if (recipe.type !== "provided") continue;
    providedSecrets[name] = {
      label,
      topic,
      ...(help && { help }),
      ...(variable && { variable }),
      ...(when && { when }),
      ...(recipe.multiline && { multiline: true }),
    };
  }
  return {
    id: kind.id,
    title: kind.title,
    summary: kind.summary,
    topics: kind.topics,
    fields: kind.settings,
    providedSecrets,
    routable: kind.routable,
  };
}

/** The product's name for a kind's id; the id itself for a kind that this version does not know. */
export function kindTitle(id: string): string {
  return Object.values(kinds).find((kind) => kind.id === id)?.title ?? id;
}
