import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface Definition {
  readonly term: string;
  readonly detail: ReactNode;
}

/** Facts with their names in a column at the left. */
export function DefinitionList({
  items,
  className,
}: {
  readonly items: readonly Definition[];
  readonly className?: string;
}) {
  return (
    <dl
      className={classNames(
        "grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-1.5 max-wide:grid-cols-[84px_minmax(0,1fr)]",
        className,
      )}
    >
      {items.map((item) => (
        <div key={item.term} className="contents">
          <dt className="text-ink-3">{item.term}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{item.detail}</dd>
        </div>
      ))}
    </dl>
  );
}
