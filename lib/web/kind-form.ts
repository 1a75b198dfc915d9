import type { KindChoice } from "@/components/stack-list/kind-choices";
import { hasCards, type KindForm, type ProvidedSecret } from "@/components/stacks/definition/kind-form";
import type { Kind } from "@/lib/stacks/kind";
import { kinds } from "@/lib/stacks/registry";
import { defaultSettings } from "@/lib/stacks/settings-schema";

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
    memory: memoryByOption(kind),
    routable: kind.routable,
    mail: kind.mail === undefined ? null : { topic: kind.mail.topic, host: kind.mail.fields.host },
  };
}

/** What the first page says of a kind. */
export function kindChoice(kind: Kind): KindChoice {
  const { id, title, summary } = kind;
  return { id, title, summary, memoryBytes: kind.needs(defaultSettings(kind)).memoryBytes };
}

/** With everything else as it comes. */
function memoryByOption(kind: Kind): KindForm["memory"] {
  const [leading] = Object.keys(kind.topics);
  const fields = Object.entries(kind.settings);
  const defaults = defaultSettings(kind);
  return Object.fromEntries(
    fields.flatMap(([name, field]) => {
      if (field.topic !== leading || field.type !== "choice" || !hasCards(field)) return [];
      const figures = field.options.map(({ value }) => {
        const { memoryBytes } = kind.needs({ ...defaults, [name]: value });
        return [value, memoryBytes] as const;
      });
      const differ = new Set(figures.map(([, bytes]) => bytes)).size > 1;
      return differ ? [[name, Object.fromEntries(figures)]] : [];
    }),
  );
}

/** The product's name for a kind's id; the id itself for a kind that this version does not know. */
export function kindTitle(id: string): string {
  return Object.values(kinds).find((kind) => kind.id === id)?.title ?? id;
}
