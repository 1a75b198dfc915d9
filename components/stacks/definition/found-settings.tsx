"use client";

import type { FormTopic } from "@/components/stacks/definition/form-topics";
import { type FormState, TopicFields } from "@/components/stacks/definition/topic-fields";
import { plural } from "@/components/ui/format";

type FoundSettingsProps = FormState & { readonly found: readonly FormTopic[] };

/** What fits the words typed, under the names of its topics. */
export function FoundSettings({ found, ...state }: FoundSettingsProps) {
  const count = found.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <>
      <p role="status" className="pt-3 text-xs text-ink-3">
        {count === 0
          ? "No setting is called that, and none has it in its explanation"
          : `${plural(count, "setting")} found`}
      </p>
      {found.map((topic) => (
        <section key={topic.id} aria-label={topic.label} className="pt-3">
          <h3 className="pb-1 font-semibold">{topic.label}</h3>
          <TopicFields {...state} topic={topic} />
        </section>
      ))}
    </>
  );
}
