import type { KindForm } from "@/components/stacks/definition/kind-form";

/** A line of the form: a setting, or a secret that a person may give. */
export type FormEntry = { readonly type: "setting" | "secret"; readonly name: string };

export type FormTopic = {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly FormEntry[];
};

/** The topics in order with what each holds: the choices that matter, each secret where it belongs, then the rest. */
export function topicsOf(form: KindForm): FormTopic[] {
  return Object.entries(form.topics)
    .map(([id, label]) => ({ id, label, entries: entriesOf(form, id) }))
    .filter(({ entries }) => entries.length > 0);
}

/**
 * The topics for a new stack: the first keeps the few choices that matter, and its advanced fields are a topic of
 * their own.
 */
export function foldedTopicsOf(form: KindForm): FormTopic[] {
  const [first, ...rest] = topicsOf(form);
  if (first === undefined) return [];
  const advanced = first.entries.filter((entry) => isAdvanced(form, entry));
  if (advanced.length === 0) return [first, ...rest];
  return [
    { ...first, entries: first.entries.filter((entry) => !advanced.includes(entry)) },
    { id: `${first.id}-advanced`, label: `More ${first.label.toLowerCase()}`, entries: advanced },
    ...rest,
  ];
}

function isAdvanced(form: KindForm, { type, name }: FormEntry): boolean {
  return type === "setting" && form.fields[name]?.advanced === true;
}

function entriesOf(form: KindForm, topic: string): FormEntry[] {
  const fields = Object.keys(form.fields)
    .filter((name) => form.fields[name]?.topic === topic)
    .map((name): FormEntry => ({ type: "setting", name }));
  const entries = fields.filter((entry) => !isAdvanced(form, entry));
  for (const [name, secret] of Object.entries(form.providedSecrets)) {
    if (secret.topic !== topic) continue;
    entries.splice(placeOf(form, entries, secret.when), 0, { type: "secret", name });
  }
  return [...entries, ...fields.filter((entry) => isAdvanced(form, entry))];
}

/** Behind the switch that a secret hangs on and all that hangs on it too; at the end where there is none. */
function placeOf(
  form: KindForm,
  entries: readonly FormEntry[],
  when: { field: string; is: string | boolean } | undefined,
): number {
  if (when === undefined) return entries.length;
  const belongs = ({ type, name }: FormEntry) => {
    const condition = type === "setting" ? form.fields[name]?.when : form.providedSecrets[name]?.when;
    return name === when.field || (condition?.field === when.field && condition.is === when.is);
  };
  const last = entries.findLastIndex(belongs);
  return last < 0 ? entries.length : last + 1;
}
