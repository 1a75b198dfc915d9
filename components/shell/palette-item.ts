import type { DisplayState } from "@/components/state/display-state";

export type PaletteIcon =
  | "stack"
  | "service"
  | "logs"
  | "start"
  | "stop"
  | "restart"
  | "deploy"
  | "new"
  | "open"
  | "files"
  | "settings"
  | "keys"
  | "activity"
  | "engine"
  | "theme"
  | "sign-out";

/** A line of the palette. Plain data, so that a server component can hand it over. */
export interface PaletteItem {
  readonly id: string;
  /** Heading that it stands under, as "Stacks", "Services", "Actions", "Go to". */
  readonly group: string;
  /** What is matched first and marked: "rest", "Restart imgproxy". */
  readonly title: string;
  /** Quieter, after the title: "in quiet-harbor". Matched too. */
  readonly detail?: string;
  /** More words to find it by. */
  readonly keywords?: readonly string[];
  /** A kind's glyph, or an icon. */
  readonly kind?: string;
  readonly icon?: PaletteIcon;
  readonly state?: DisplayState;
  readonly stateWord?: string;
  /** At the right in words, as "asks for confirmation". */
  readonly hint?: string;
  readonly shortcut?: string;
  /** Where it leads, or the name of the action that `onAction` runs. */
  readonly target: { readonly href: string } | { readonly action: string };
}

export interface TextPart {
  readonly text: string;
  readonly hit: boolean;
}

function words(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

/** How well an item fits, from 0 (not at all) to 1. Every word typed must occur; the title's start counts most. */
export function scorePaletteItem(item: PaletteItem, search: string): number {
  const typed = words(search);
  if (typed.length === 0) return 1;
  const title = item.title.toLowerCase();
  const rest = [item.detail ?? "", item.group, ...(item.keywords ?? [])].join(" ").toLowerCase();
  let sum = 0;
  for (const word of typed) {
    const at = title.indexOf(word);
    if (title === word) sum += 1;
    else if (at === 0) sum += 0.9;
    else if (at > 0) sum += /[\s\-_./]/.test(title.charAt(at - 1)) ? 0.7 : 0.5;
    else if (rest.includes(word)) sum += 0.3;
    else return 0;
  }
  return sum / typed.length;
}

export interface PaletteGroup {
  readonly group: string;
  readonly items: readonly PaletteItem[];
}

/** What fits, best first: groups by their best hit, and within each its items; equals stay in the order given. */
export function rankPaletteItems(items: readonly PaletteItem[], search: string): readonly PaletteGroup[] {
  const scored = items
    .map((item) => ({ item, score: scorePaletteItem(item, search) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const groups = new Map<string, PaletteItem[]>();
  for (const { item } of scored) {
    const group = groups.get(item.group);
    if (group) group.push(item);
    else groups.set(item.group, [item]);
  }
  return [...groups].map(([group, members]) => ({ group, items: members }));
}

/** Cuts a text into what was typed and what was not, to mark the hits. */
export function markHits(text: string, search: string): TextPart[] {
  const hits = new Array<boolean>(text.length).fill(false);
  const lower = text.toLowerCase();
  // Lower case can change the length of a text (İ): then offsets would be wrong, and nothing is marked.
  if (lower.length === text.length) {
    for (const word of words(search)) {
      const at = lower.indexOf(word);
      if (at >= 0) hits.fill(true, at, at + word.length);
    }
  }
  const parts: { text: string; hit: boolean }[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const hit = hits[index] === true;
    const last = parts.at(-1);
    if (last?.hit === hit) last.text += text.charAt(index);
    else parts.push({ text: text.charAt(index), hit });
  }
  return parts;
}
