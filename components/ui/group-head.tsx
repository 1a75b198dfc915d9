import type { ReactNode } from "react";

/** Over rows of a panel that belong together. */
export function GroupHead({ children }: { readonly children: ReactNode }) {
  return <h3 className="px-3.5 pt-2.5 pb-0.5 text-xs font-semibold text-ink-2">{children}</h3>;
}
