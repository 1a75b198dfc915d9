"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import type { KeyAction } from "@/components/keys/key-actions";
import { CHECK_HREF, keyTools } from "@/components/keys/key-tools";
import { type StackTargets, StackTargetsContext } from "@/components/keys/stack-targets";
import { TokenCheckForm } from "@/components/keys/token-check-form";
import { TokenCheckProvider } from "@/components/keys/token-check-provider";
import { TopBar } from "@/components/shell/top-bar";
import { LinkTabs } from "@/components/ui/link-tabs";

type KeysFrameProps = {
  readonly verify: KeyAction<"keys.verify">;
  readonly targets: StackTargets;
  readonly children: ReactNode;
};

/** The tools at the left, the chosen one, and the check of tokens at the right of it. */
export function KeysFrame({ verify, targets, children }: KeysFrameProps) {
  const path = usePathname();
  return (
    <TokenCheckProvider verify={verify}>
      <TopBar title="Keys" note="Made on this server. Nothing is stored or logged" />
      <div className="vast:hidden">
        <LinkTabs label="Key tools, narrow" tabs={keyTools} />
      </div>
      <div className="grid flex-1 grid-cols-[224px_minmax(0,1fr)_400px] max-vast:grid-cols-[minmax(0,1fr)_360px] max-broad:grid-cols-1 max-broad:content-start">
        <ToolList path={path} />
        {path === CHECK_HREF ? (
          <div className="col-span-2 w-full max-w-[720px] max-broad:col-span-1 px-6 py-4 max-wide:px-4">
            <TokenCheckForm />
          </div>
        ) : (
          <>
            <div className="min-w-0 px-6 pt-4 pb-8 max-wide:px-4">
              <StackTargetsContext value={targets}>{children}</StackTargetsContext>
            </div>
            <aside
              aria-label="Decode and verify"
              className="min-w-0 border-l border-line bg-sidebar max-broad:border-t max-broad:border-l-0"
            >
              <div className="sticky top-12 max-h-[calc(100vh-48px)] overflow-y-auto px-5 pt-4 pb-6 scrollbar-thin max-broad:static max-broad:max-h-none max-broad:px-6 max-wide:px-4">
                <TokenCheckForm />
              </div>
            </aside>
          </>
        )}
      </div>
    </TokenCheckProvider>
  );
}

function ToolList({ path }: { readonly path: string }) {
  return (
    <nav aria-label="Key tools" className="border-r border-line max-vast:hidden">
      <div className="sticky top-12 px-2 py-3">
        {keyTools.map(({ href, label, detail, icon }) => (
          <Link
            key={href}
            href={href}
            aria-current={path === href ? "page" : undefined}
            className="flex h-[46px] items-center gap-[9px] rounded-md px-2 text-ink-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:text-ink [&_.lucide]:text-ink-3 aria-[current]:[&_.lucide]:text-accent-ink"
          >
            {icon}
            <span className="min-w-0">
              <span className="block truncate leading-[17px] in-aria-[current]:font-medium">{label}</span>
              <span className="block truncate text-xs text-ink-3">{detail}</span>
            </span>
          </Link>
        ))}
      </div>
    </nav>
  );
}
