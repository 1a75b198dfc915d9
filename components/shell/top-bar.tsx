import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand-mark";
import { SearchIconButton } from "@/components/shell/search-button";

export interface Crumb {
  readonly href: string;
  readonly label: string;
}

export interface TopBarProps {
  /** The way here, without the page itself. */
  readonly crumbs?: readonly Crumb[];
  readonly title: string;
  /** Before the title, as a small `GlyphTile`. */
  readonly glyph?: ReactNode;
  /** After the title: a `StateBadge`. */
  readonly badge?: ReactNode;
  /** After it, wide screens only: the reason or the age. */
  readonly note?: ReactNode;
  /** At the right. Hide by `max-wide:hidden` what the narrow page offers elsewhere. */
  readonly actions?: ReactNode;
}

/** The head of every page; holds its `h1`. */
export function TopBar({ crumbs = [], title, glyph, badge, note, actions }: TopBarProps) {
  return (
    <header className="sticky top-0 z-10 flex h-12 flex-none items-center gap-3 border-b border-line bg-canvas px-6 max-wide:gap-2 max-wide:pr-2 max-wide:pl-4">
      <Link href="/" aria-label="Slipway, home" className="grid flex-none place-items-center wide:hidden">
        <BrandMark size={22} />
      </Link>
      <div className="flex min-w-0 flex-1 items-center gap-2 text-ink-3">
        {crumbs.map((crumb) => (
          <Fragment key={crumb.href}>
            <Link href={crumb.href} className="flex-none hover:text-ink max-wide:hidden">
              {crumb.label}
            </Link>
            <span aria-hidden="true" className="max-wide:hidden">
              /
            </span>
          </Fragment>
        ))}
        {glyph}
        <h1 className="truncate text-base font-semibold tracking-[-0.008em] whitespace-nowrap text-ink">
          {title}
        </h1>
        {badge && <span className="flex flex-none">{badge}</span>}
        {note && <span className="min-w-0 truncate text-xs max-wide:hidden">{note}</span>}
      </div>
      <div className="flex flex-none items-center gap-2">
        <SearchIconButton />
        {actions}
      </div>
    </header>
  );
}
