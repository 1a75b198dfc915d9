"use client";

import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { useHydrated } from "@/components/ui/use-hydrated";

type WakingFieldsProps = { readonly className?: string; readonly children: ReactNode };

/**
 * Fields that only the page's scripts can keep: off until those answer, without looking it. React sets every field back
 * to its own value when it takes over a page, so what was typed before would be gone without a word.
 */
export function WakingFields({ className, children }: WakingFieldsProps) {
  const hydrated = useHydrated();
  return (
    <fieldset
      disabled={!hydrated}
      data-waking={hydrated ? undefined : ""}
      className={classNames("min-w-0", className)}
    >
      {children}
    </fieldset>
  );
}
