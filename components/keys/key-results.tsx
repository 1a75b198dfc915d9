"use client";

import { CopyEnvButton } from "@/components/keys/copy-env-button";
import { type KeyFact, KeyRow } from "@/components/keys/key-row";
import { plural } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";

export interface KeyResultsProps {
  readonly title: string;
  readonly facts: readonly KeyFact[];
  /** Lines for `.env` of all values; none where the values are no variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What a form made, in a panel. */
export function KeyResults({ title, facts, env }: KeyResultsProps) {
  return (
    <Panel title={title} meta={plural(facts.length, "value")} actions={env && <CopyEnvButton values={env} />}>
      {facts.map((fact) => (
        // A new value is a new row: what was revealed of the last one says nothing of this one.
        <KeyRow key={`${fact.name} ${fact.value}`} {...fact} />
      ))}
    </Panel>
  );
}
