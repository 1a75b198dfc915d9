import { Settings } from "lucide-react";
import Link from "next/link";
import { BrandMark } from "@/components/shell/brand-mark";
import { NavLink } from "@/components/shell/nav-link";
import { navigation } from "@/components/shell/navigation";
import { SearchButton } from "@/components/shell/search-button";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { type DisplayState, stateWord } from "@/components/state/display-state";
import { StateIcon } from "@/components/state/state-icon";
import { IconLink } from "@/components/ui/icon-button";

export interface SidebarStack {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly state: DisplayState;
}

export interface SidebarOperator {
  readonly name: string;
  readonly role: string;
}

export interface SidebarProps {
  /** Sorted: what needs attention, what is in progress, then by name. */
  readonly stacks: readonly SidebarStack[];
  readonly operator: SidebarOperator;
}

const linkClass =
  "flex h-[30px] items-center gap-[9px] rounded-md px-2 text-ink-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-ink";

/** Wide screens only; `BottomBar` takes its place below. */
export function Sidebar({ stacks, operator }: SidebarProps) {
  return (
    <aside
      aria-label="Sidebar"
      className="sticky top-0 flex h-screen flex-col border-r border-line bg-sidebar px-2 max-wide:hidden"
    >
      <Link
        href="/"
        className="flex h-12 flex-none items-center gap-[9px] px-2 text-base font-semibold tracking-[-0.012em]"
      >
        <BrandMark />
        Slipway
      </Link>
      <SearchButton />
      <nav aria-label="Main">
        {navigation.map((entry) => (
          <NavLink key={entry.href} href={entry.href} withChildren className={linkClass}>
            {entry.icon}
            {entry.label}
            {entry.href === "/" && (
              <span className="ml-auto text-xs font-normal text-ink-3">{stacks.length}</span>
            )}
          </NavLink>
        ))}
      </nav>
      {stacks.length > 0 && (
        <>
          <div className="px-2 pt-4 pb-1.5 text-xs leading-5 text-ink-3">Stacks</div>
          <nav aria-label="Stacks" className="-mx-2 min-h-0 flex-1 overflow-y-auto px-2 scrollbar-thin">
            {stacks.map((stack) => (
              <NavLink key={stack.id} href={stack.href} withChildren className={linkClass}>
                <span className="truncate">{stack.name}</span>
                <StateIcon state={stack.state} word={stateWord(stack.state)} className="ml-auto" />
              </NavLink>
            ))}
          </nav>
        </>
      )}
      <div className="-mx-2 mt-auto flex flex-none items-center gap-2 border-t border-line px-4 py-2.5">
        <span
          aria-hidden="true"
          className="grid size-[22px] flex-none place-items-center rounded-full bg-selected text-2xs font-semibold text-ink-2 uppercase"
        >
          {operator.name.slice(0, 1)}
        </span>
        <span className="min-w-0 flex-1 truncate">
          {operator.name} <span className="text-ink-3">{operator.role}</span>
        </span>
        <ThemeSwitch />
        <IconLink href="/settings" label="Settings" icon={<Settings />} />
      </div>
    </aside>
  );
}
