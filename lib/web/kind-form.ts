import type { KindForm, ProvidedSecret } from "@/components/stacks/definition/kind-form";
import type { Kind } from "@/lib/stacks/kind";

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
    };
  }
  return {
    id: kind.id,
    title: kind.title,
    summary: kind.summary,
    topics: kind.topics,
    fields: kind.settings,
    providedSecrets,
  };
}
