"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface LinkTab {
  readonly href: string;
  readonly label: string;
  readonly count?: ReactNode;
}

/** The tabs of a stack: each is a page of its own. The longest address that fits the page is the current one. */
export function LinkTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly LinkTab[] }) {
  const path = usePathname();
  const current = tabs
    .filter((tab) => path === tab.href || path.startsWith(`${tab.href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  return (
    <nav
      aria-label={label}
      className="flex h-[38px] flex-none gap-5 overflow-x-auto overflow-y-hidden border-b border-line px-6 scrollbar-none max-wide:px-4"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab === current ? "page" : undefined}
          className={classNames(
            "flex items-center gap-1.5 border-b-2 whitespace-nowrap focus-visible:-outline-offset-2",
            tab === current
              ? "border-accent font-medium text-ink"
              : "border-transparent text-ink-3 hover:text-ink",
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-xs font-normal text-ink-3">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
