import type { ReactNode } from "react";
import { Toaster } from "@/components/feedback/toaster";
import { BottomBar } from "@/components/shell/bottom-bar";
import type { PaletteItem } from "@/components/shell/palette-item";
import { PaletteProvider } from "@/components/shell/palette-provider";
import { Sidebar, type SidebarProps } from "@/components/shell/sidebar";

export interface AppShellProps extends SidebarProps {
  readonly paletteItems: readonly PaletteItem[];
  /** Runs what a palette item names as its action. */
  readonly onAction?: (action: string) => void;
  readonly children: ReactNode;
}

/** Everything around a page of somebody who is signed in. Each page brings its own `TopBar`. */
export function AppShell({ paletteItems, onAction, children, ...sidebar }: AppShellProps) {
  return (
    <PaletteProvider items={paletteItems} onAction={onAction}>
      <a
        href="#main"
        className="sr-only focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-50 focus-visible:rounded-md focus-visible:bg-raised focus-visible:px-3 focus-visible:py-2"
      >
        Skip to the page
      </a>
      <div className="grid min-h-screen grid-cols-[var(--width-sidebar)_minmax(0,1fr)] max-wide:block max-wide:pb-14">
        <Sidebar {...sidebar} />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-col focus-visible:outline-none">
          {children}
        </main>
      </div>
      <BottomBar />
      <Toaster />
    </PaletteProvider>
  );
}
