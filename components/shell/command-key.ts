"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** How a key with the command key is written: the server cannot know the keyboard, so it writes Ctrl. */
export function useCommandKey(key: string): string {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? `⌘${key}` : `Ctrl ${key}`),
    () => `Ctrl ${key}`,
  );
}
