"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { PaletteItem } from "@/components/shell/palette-item";
import { usePageSearchShortcut } from "@/components/shell/shortcuts";
import { shareNonce } from "@/components/ui/page-nonce";

/** Loaded when first opened: nobody pays for it on the first paint. */
const CommandPalette = dynamic(
  () => import("@/components/shell/command-palette").then((module) => module.CommandPalette),
  { ssr: false },
);

interface Palette {
  readonly open: () => void;
}

const PaletteContext = createContext<Palette>({ open: () => undefined });

/** Opens the palette of the shell around. */
export function usePalette(): Palette {
  return useContext(PaletteContext);
}

export interface PaletteProviderProps {
  readonly items: readonly PaletteItem[];
  /** Runs what an item names as its action. */
  readonly onAction?: (action: string) => void;
  readonly children: ReactNode;
}

/** Ctrl-K or Cmd-K anywhere opens the palette, `/` goes to the page's own search. */
export function PaletteProvider({ items, onAction, children }: PaletteProviderProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const path = usePathname();
  const [openedAt, setOpenedAt] = useState(path);
  usePageSearchShortcut();

  useEffect(shareNonce, []);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      setWanted(true);
      setOpen((was) => !was);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  // Going to another page closes it, also by the browser's own buttons.
  if (openedAt !== path) {
    setOpenedAt(path);
    setOpen(false);
  }

  const palette = useMemo<Palette>(
    () => ({
      open: () => {
        setWanted(true);
        setOpen(true);
      },
    }),
    [],
  );

  return (
    <PaletteContext value={palette}>
      {children}
      {wanted && <CommandPalette items={items} open={open} onOpenChange={setOpen} onAction={onAction} />}
    </PaletteContext>
  );
}
