"use client";

import { ChevronDown, ChevronRight, ChevronUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ChangedSettings } from "@/components/stacks/definition/changed-settings";
import { FindSetting } from "@/components/stacks/definition/find-setting";
import { entryOf, findEntries, isShown } from "@/components/stacks/definition/form-entries";
import type { FormEntry, FormTopic } from "@/components/stacks/definition/form-topics";
import { FoundSettings } from "@/components/stacks/definition/found-settings";
import { type FormState, TopicFields } from "@/components/stacks/definition/topic-fields";
import { Chip } from "@/components/ui/chip";
import { IconButton } from "@/components/ui/icon-button";

type FoldedTopicsProps = FormState & {
  readonly topics: readonly FormTopic[];
  readonly changes: readonly FormEntry[];
};

/** Topics as chips that open, a search over all of them, and what of them differs from the default. */
export function FoldedTopics({ topics, changes, ...state }: FoldedTopicsProps) {
  const { form, settings } = state;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState("");
  /** Element that the person asked for, not in sight before. */
  const [wanted, setWanted] = useState<{ readonly id: string } | null>(null);
  useEffect(() => {
    const element = wanted && document.getElementById(wanted.id);
    if (!element) return;
    element.scrollIntoView({ block: wanted.id.startsWith("topic-") ? "start" : "center" });
    if (!wanted.id.startsWith("topic-")) element.focus({ preventScroll: true });
  }, [wanted]);

  const wrong = new Set(state.issues.map(entryOf));
  const isOpen = ({ id, entries }: FormTopic) => open.has(id) || entries.some(({ name }) => wrong.has(name));
  const shownOf = ({ entries }: FormTopic) => entries.filter((entry) => isShown(form, settings, entry));
  const toggle = (topic: FormTopic) => {
    const opens = !isOpen(topic);
    const next = new Set(open);
    if (opens) next.add(topic.id);
    else next.delete(topic.id);
    setOpen(next);
    if (opens) setWanted({ id: `topic-${topic.id}` });
  };
  const goTo = ({ type, name }: FormEntry) => {
    const topic = topics.find(({ entries }) => entries.some((entry) => entry.name === name));
    if (topic) setOpen(new Set([...open, topic.id]));
    setTyped("");
    setWanted({ id: `${type}-${name}` });
  };
  const searching = typed.trim() !== "";
  const head = useRef<HTMLDivElement>(null);
  // What is found stands below the field, which may be at the lower edge.
  useEffect(() => {
    if (searching) head.current?.scrollIntoView({ block: "start" });
  }, [searching]);

  return (
    <>
      <div
        ref={head}
        className="scroll-mt-12 grid grid-cols-[148px_minmax(0,1fr)] gap-x-4 gap-y-2 border-b border-line py-[11px] max-wide:grid-cols-1"
      >
        <span className="py-1 leading-5 font-medium max-wide:py-0">Advanced</span>
        <div className="grid min-w-0 gap-2.5">
          <FindSetting
            value={typed}
            count={topics.reduce((sum, { entries }) => sum + entries.length, 0)}
            onChange={setTyped}
          />
          {!searching && (
            <>
              <div className="flex flex-wrap gap-2">
                {topics.map((topic) => (
                  <Chip
                    key={topic.id}
                    aria-expanded={isOpen(topic)}
                    aria-controls={`topic-${topic.id}`}
                    pressed={undefined}
                    onClick={() => toggle(topic)}
                  >
                    {topic.label} <span className="text-ink-3">{shownOf(topic).length}</span>
                    {isOpen(topic) ? <ChevronDown aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
                  </Chip>
                ))}
              </div>
              <ChangedSettings form={form} changes={changes} onGoTo={goTo} />
            </>
          )}
        </div>
      </div>
      {searching ? (
        <FoundSettings {...state} found={findEntries(form, topics, settings, typed)} />
      ) : (
        topics.filter(isOpen).map((topic) => (
          <section
            key={topic.id}
            id={`topic-${topic.id}`}
            aria-label={topic.label}
            className="scroll-mt-12 pt-4"
          >
            <div className="flex items-center justify-between pb-1">
              <h3 className="font-semibold">{topic.label}</h3>
              {open.has(topic.id) && (
                <IconButton
                  label={`Fold ${topic.label}`}
                  icon={<ChevronUp />}
                  onClick={() => toggle(topic)}
                />
              )}
            </div>
            <TopicFields {...state} topic={topic} />
          </section>
        ))
      )}
    </>
  );
}
