import type { ReactNode } from "react";

/** What a tool makes and what it is good for, above its form. */
export function ToolIntro({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-0.5 text-ink-2">{children}</p>
    </div>
  );
}
