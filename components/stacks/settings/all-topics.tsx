"use client";

import { type ReactNode, useState } from "react";
import { FindSetting } from "@/components/stacks/definition/find-setting";
import { changedEntries, entryOf, findEntries, isShown } from "@/components/stacks/definition/form-entries";
import { topicsOf } from "@/components/stacks/definition/form-topics";
import { FoundSettings } from "@/components/stacks/definition/found-settings";
import { type FormState, TopicFields } from "@/components/stacks/definition/topic-fields";
import { TopicNav } from "@/components/stacks/settings/topic-nav";

type AllTopicsProps = Omit<FormState, "changed"> & {
  /** What stands below the fields of a topic, by its id. */
  readonly below: Readonly<Record<string, ReactNode>>;
};

/** Every setting of a stack under its topic, beside a list of the topics and a search. */
export function AllTopics({ below, ...props }: AllTopicsProps) {
  const { form, settings, secrets } = props;
  const [typed, setTyped] = useState("");
  const topics = topicsOf(form);
  const changed = changedEntries(form, topics, { settings, secrets });
  const state: FormState = { ...props, changed: new Set(changed.map(({ name }) => name)) };
  const wrong = new Set(props.issues.map(entryOf));
  const shown = topics.filter(({ entries }) => entries.some((entry) => isShown(form, settings, entry)));
  const searching = typed.trim() !== "";
  return (
    <div className="grid grid-cols-[176px_minmax(0,1fr)] items-start gap-x-8 max-broad:grid-cols-1">
      <div className="sticky top-12 grid grid-cols-[minmax(0,1fr)] gap-3 pt-3 max-broad:static">
        <FindSetting
          value={typed}
          count={topics.reduce((sum, { entries }) => sum + entries.length, 0)}
          onChange={setTyped}
        />
        {!searching && (
          <TopicNav
            topics={shown.map(({ id, label, entries }) => ({
              id,
              label,
              changed: entries.filter((entry) => changed.includes(entry)).length,
              wrong: entries.some(({ name }) => wrong.has(name)),
            }))}
          />
        )}
      </div>
      <div className="min-w-0">
        {searching ? (
          <FoundSettings {...state} found={findEntries(form, topics, settings, typed)} />
        ) : (
          shown.map((topic, index) => (
            <section
              key={topic.id}
              id={`topic-${topic.id}`}
              aria-labelledby={`topic-${topic.id}-head`}
              className="scroll-mt-12 pt-4"
            >
              <h2 id={`topic-${topic.id}-head`} className="pb-1 font-semibold">
                {topic.label}
              </h2>
              <TopicFields {...state} topic={topic} leading={index === 0} />
              {below[topic.id]}
            </section>
          ))
        )}
      </div>
    </div>
  );
}
