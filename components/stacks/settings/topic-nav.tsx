"use client";

import { useTopicInSight } from "@/components/stacks/settings/use-topic-in-sight";
import { StateIcon } from "@/components/state/state-icon";
import { classNames } from "@/components/ui/class-names";
import { plural } from "@/components/ui/format";

type TopicNavProps = {
  readonly topics: readonly {
    readonly id: string;
    readonly label: string;
    /** How many of its settings are not as they come. */
    readonly changed: number;
    readonly wrong: boolean;
  }[];
};

/** The way around a long form: its topics, where one is, what was changed where, and where something is wrong. */
export function TopicNav({ topics }: TopicNavProps) {
  const inSight = useTopicInSight(topics.map(({ id }) => id));
  return (
    <nav aria-label="Topics" className="max-broad:-mx-1 max-broad:overflow-x-auto max-broad:scrollbar-none">
      <ul className="grid gap-px max-broad:flex max-broad:gap-1 max-broad:px-1">
        {topics.map(({ id, label, changed, wrong }) => (
          <li key={id}>
            <a
              href={`#topic-${id}`}
              aria-current={inSight === id ? "location" : undefined}
              className={classNames(
                "relative flex h-7 items-center gap-1.5 rounded-md px-2 whitespace-nowrap hover:bg-hover max-broad:h-9",
                inSight === id ? "bg-selected text-ink" : "text-ink-2",
              )}
            >
              <span className="truncate">{label}</span>
              {wrong && (
                <>
                  <StateIcon state="failed" />
                  <span className="sr-only">to put right</span>
                </>
              )}
              {changed > 0 && (
                <span
                  className="ml-auto text-xs text-ink-3"
                  title={`${plural(changed, "setting")} changed from the default`}
                >
                  {changed}
                  <span className="sr-only"> changed from the default</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
