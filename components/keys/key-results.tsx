"use client";

import { CopyEnvButton } from "@/components/keys/copy-env-button";
import { type KeyFact, KeyRow } from "@/components/keys/key-row";
import { UseInStack } from "@/components/keys/use-in-stack";
import { plural } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";

export interface KeyResultsProps {
  readonly title: string;
  readonly facts: readonly KeyFact[];
  /** Lines for `.env` of all values; none where the values are no variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Which stacks can take the values: those of a kind, or any; none when left out. */
  readonly usedBy?: { readonly kind?: string };
}

/** What a form made, in a panel. */
export function KeyResults({ title, facts, env, usedBy }: KeyResultsProps) {
  return (
    <Panel
      title={title}
      meta={plural(facts.length, "value")}
      actions={
        <>
          {usedBy && <UseInStack values={facts} kind={usedBy.kind} />}
          {env && <CopyEnvButton values={env} />}
        </>
      }
    >
      {facts.map((fact) => (
        // A new value is a new row: what was revealed of the last one says nothing of this one.
        <KeyRow key={`${fact.name} ${fact.value}`} {...fact} />
      ))}
    </Panel>
  );
}
