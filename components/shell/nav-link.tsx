"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export interface NavLinkProps {
  readonly href: string;
  /** Current on pages below it too. */
  readonly withChildren?: boolean;
  readonly className: string;
  readonly children: ReactNode;
}

/** A link that marks itself as the page one is on. */
export function NavLink({ href, withChildren = false, className, children }: NavLinkProps) {
  const path = usePathname();
  const current = path === href || (withChildren && path.startsWith(`${href}/`));
  return (
    // Not fetched ahead: with a hundred stacks in the sidebar that would be a hundred pages made for nobody.
    <Link href={href} prefetch={false} aria-current={current ? "page" : undefined} className={className}>
      {children}
    </Link>
  );
}
