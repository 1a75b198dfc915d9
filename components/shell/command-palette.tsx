"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import * as RadixDialog from "radix-ui/dialog";
import { useMemo, useState } from "react";
import { markHits, type PaletteItem, rankPaletteItems } from "@/components/shell/palette-item";
import { PaletteSymbol } from "@/components/shell/palette-symbol";
import { StateBadge } from "@/components/state/state-badge";
import { plural } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";

export interface CommandPaletteProps {
  readonly items: readonly PaletteItem[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onAction?: (action: string) => void;
}

/** Every stack, service, action and page, a few keys away. */
export function CommandPalette({ items, open, onOpenChange, onAction }: CommandPaletteProps) {
  const router = useRouter();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState("");
  const groups = useMemo(() => rankPaletteItems(items, search), [items, search]);
  const results = groups.flatMap((group) => group.items);
  // Found here and not by cmdk, which marks the first hit one render after the letters: an Enter typed at once would
  // still run what was marked before.
  const selected = results.some(({ id }) => id === chosen) ? chosen : (results[0]?.id ?? "");

  function find(typed: string) {
    setSearch(typed);
    setChosen("");
  }

  function change(next: boolean) {
    if (next) find("");
    onOpenChange(next);
  }

  function run(item: PaletteItem) {
    change(false);
    if ("href" in item.target) router.push(item.target.href);
    else onAction?.(item.target.action);
  }

  return (
    <RadixDialog.Root open={open} onOpenChange={change}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <RadixDialog.Content
          aria-modal="true"
          aria-describedby={undefined}
          onOpenAutoFocus={() => find("")}
          className="fixed top-24 left-1/2 z-40 w-[min(640px,calc(100%-32px))] -translate-x-1/2 overflow-hidden rounded-xl bg-raised shadow-pop focus-visible:outline-none max-wide:top-3 max-wide:w-[calc(100%-16px)]"
        >
          <RadixDialog.Title className="sr-only">Find or run</RadixDialog.Title>
          <Command
            label="Find a stack, a service or an action"
            loop
            vimBindings={false}
            shouldFilter={false}
            value={selected}
            onValueChange={setChosen}
          >
            <div className="flex h-12 items-center gap-2.5 border-b border-line px-4">
              <Search className="text-ink-3" />
              <Command.Input
                value={search}
                onValueChange={find}
                className="min-w-0 flex-1 bg-transparent text-lg tracking-[-0.01em] outline-none"
              />
              <Kbd>esc</Kbd>
            </div>
            <Command.List
              label="Results"
              className="max-h-[min(420px,60vh)] overflow-y-auto pb-2 scrollbar-thin focus-visible:outline-none"
            >
              {groups.map(({ group, items: hits }) => (
                <Command.Group
                  key={group}
                  heading={group}
                  className="[&_[cmdk-group-heading]]:px-4 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3"
                >
                  {hits.map((item) => (
                    <Command.Item
                      key={item.id}
                      value={item.id}
                      onSelect={() => run(item)}
                      className="mx-1.5 grid h-9 cursor-default grid-cols-[22px_minmax(0,1fr)_auto] items-center gap-2.5 rounded-md px-2.5 select-none data-[selected=true]:bg-selected max-wide:h-11"
                    >
                      <PaletteSymbol item={item} />
                      <span className="truncate">
                        <Marked text={item.title} search={search} />
                        {item.detail && (
                          <span className="text-ink-3">
                            {" "}
                            <Marked text={item.detail} search={search} />
                          </span>
                        )}
                      </span>
                      <ItemEnd item={item} />
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
            {results.length === 0 && (
              <p className="px-4 py-8 text-center text-ink-3">
                Nothing is called that. Try the name of a stack, a service or a page.
              </p>
            )}
            <div className="flex h-9 items-center gap-4 border-t border-line px-4 text-xs text-ink-3 max-wide:hidden">
              <span className="flex items-center gap-1.5">
                <Kbd>↑</Kbd>
                <Kbd>↓</Kbd>move
              </span>
              <span className="flex items-center gap-1.5">
                <Kbd>↵</Kbd>open
              </span>
              <span role="status" className="ml-auto">
                {plural(results.length, "result")}
              </span>
            </div>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

function Marked({ text, search }: { readonly text: string; readonly search: string }) {
  return markHits(text, search).map((part, index) =>
    part.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have a place and may repeat
      <mark key={index} className="bg-transparent font-semibold text-accent-ink">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}

function ItemEnd({ item }: { readonly item: PaletteItem }) {
  if (item.state) return <StateBadge state={item.state} word={item.stateWord} />;
  if (item.shortcut) return <Kbd>{item.shortcut}</Kbd>;
  return item.hint ? <span className="text-xs text-ink-3">{item.hint}</span> : <span />;
}
