"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { pageSearchProps } from "@/components/shell/page-search";
import { fitsFilter, matchesSearch, type StackFilter, sortStacks } from "@/components/stack-list/stack-order";
import { STACK_COLUMNS, StackRow } from "@/components/stack-list/stack-row";
import type { StackCommand } from "@/components/stack-list/stack-verbs";
import { StateIcon } from "@/components/state/state-icon";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Kbd } from "@/components/ui/kbd";
import { Panel } from "@/components/ui/panel";
import { TextInput } from "@/components/ui/text-input";
import { WakingFields } from "@/components/ui/waking-fields";
import type { StackView } from "@/lib/api/contract/stack-views";

export interface StackListProps {
  readonly stacks: readonly StackView[];
  readonly kindTitles: Readonly<Record<string, string>>;
  readonly nowMs: number;
  /** Ids of the stacks whose command is on its way. */
  readonly pending: ReadonlySet<string>;
  readonly onCommand: (stack: StackView, command: StackCommand) => void;
}

const CHIPS: readonly [StackFilter, string][] = [
  ["all", "All"],
  ["attention", "Needs attention"],
  ["running", "Running"],
  ["stopped", "Stopped"],
];

export function StackList({ stacks, kindTitles, nowMs, pending, onCommand }: StackListProps) {
  const [filter, setFilter] = useState<StackFilter>("all");
  const [search, setSearch] = useState("");
  const shown = sortStacks(stacks).filter(
    (stack) => fitsFilter(stack, filter) && matchesSearch(stack, search),
  );
  return (
    <>
      <div className="mt-4 mb-2 flex items-center gap-2">
        <div className="flex flex-wrap gap-1.5">
          {CHIPS.map(([id, label]) => {
            const count = stacks.filter((stack) => fitsFilter(stack, id)).length;
            if (id !== "all" && count === 0 && filter !== id) return null;
            return (
              <Chip
                key={id}
                pressed={filter === id}
                className={id === "running" ? "max-wide:hidden" : undefined}
                count={count}
                icon={id === "attention" ? <StateIcon state="degraded" /> : undefined}
                onClick={() => setFilter(id)}
              >
                {label}
              </Chip>
            );
          })}
        </div>
        <span className="ml-auto w-[220px] flex-none max-wide:hidden">
          <WakingFields>
            <TextInput
              {...pageSearchProps}
              type="search"
              size="control"
              aria-label="Filter stacks"
              placeholder="Filter"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              onKeyDown={(event) => event.key === "Escape" && setSearch("")}
              prefix={<Search className="icon-sm" />}
              suffix={<Kbd>/</Kbd>}
            />
          </WakingFields>
        </span>
      </div>
      <Panel label="Stacks">
        {shown.length === 0 ? (
          <EmptyState title="No stack fits" text="None has this state and these words.">
            <Button
              onClick={() => {
                setFilter("all");
                setSearch("");
              }}
            >
              Show all {stacks.length}
            </Button>
          </EmptyState>
        ) : (
          <>
            <div
              aria-hidden="true"
              className={`${STACK_COLUMNS} h-[30px] items-center border-b border-line pr-2.5 pl-3.5 text-xs text-ink-3 max-wide:hidden`}
            >
              <span />
              <span>Stack</span>
              <span>State</span>
              <span>Services</span>
              <span>Last 30 minutes</span>
              <span className="@max-[1010px]:hidden">Address</span>
              <span />
            </div>
            <ul>
              {shown.map((stack) => (
                <StackRow
                  key={stack.id}
                  stack={stack}
                  kindTitle={kindTitles[stack.kind] ?? stack.kind}
                  nowMs={nowMs}
                  pending={pending.has(stack.id)}
                  onCommand={(command) => onCommand(stack, command)}
                />
              ))}
            </ul>
          </>
        )}
      </Panel>
    </>
  );
}
