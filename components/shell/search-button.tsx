"use client";

import { Search } from "lucide-react";
import { useCommandKey } from "@/components/shell/command-key";
import { usePalette } from "@/components/shell/palette-provider";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";

/** In the sidebar: looks like a field, opens the palette. */
export function SearchButton() {
  const palette = usePalette();
  const key = useCommandKey("K");
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={palette.open}
      className="mb-3 flex h-[30px] w-full flex-none items-center gap-2 rounded-md border border-line bg-surface pr-1.5 pl-2 text-left text-ink-3 icons-sm hover:border-line-strong"
    >
      <Search />
      <span className="flex-1">Find or run</span>
      <span aria-hidden="true" className="flex min-w-10 justify-end">
        <Kbd>{key}</Kbd>
      </span>
    </button>
  );
}

/** In the top bar of narrow pages. */
export function SearchIconButton() {
  const palette = usePalette();
  return (
    <IconButton
      label="Find or run"
      icon={<Search />}
      variant="secondary"
      size="control"
      onClick={palette.open}
      className="wide:hidden"
    />
  );
}
