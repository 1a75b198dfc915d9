import type { ReactNode } from "react";
import { StateIcon } from "@/components/state/state-icon";

/** What is wrong with a field, beside it; announced when it appears. */
export function FieldError({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <p id={id} role="alert" className="mt-[5px] flex items-start gap-1.5 text-xs text-bad-ink">
      <StateIcon state="unhealthy" className="mt-px" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
