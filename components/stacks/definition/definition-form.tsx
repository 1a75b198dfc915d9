"use client";

import { FoldedTopics } from "@/components/stacks/definition/folded-topics";
import { changedEntries } from "@/components/stacks/definition/form-entries";
import { foldedTopicsOf } from "@/components/stacks/definition/form-topics";
import { type FormState, TopicFields } from "@/components/stacks/definition/topic-fields";

export type DefinitionFormProps = Omit<FormState, "changed">;

/** The settings of a new stack, drawn from the kind's declaration: the first topic, the others folded. */
export function DefinitionForm(props: DefinitionFormProps) {
  const { form, settings, secrets } = props;
  const [first, ...rest] = foldedTopicsOf(form);
  const changes = changedEntries(form, rest, { settings, secrets });
  const state: FormState = { ...props, changed: new Set(changes.map(({ name }) => name)) };
  return (
    <>
      {first && <TopicFields {...state} topic={first} leading />}
      {rest.length > 0 && <FoldedTopics {...state} topics={rest} changes={changes} />}
    </>
  );
}
