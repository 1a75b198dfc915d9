import type { ReactNode } from "react";
import { Drawing, type DrawingName } from "@/components/ui/drawing";

export interface EmptyStateProps {
  readonly drawing?: DrawingName;
  /** What is so, in one line. */
  readonly title: string;
  /** Why the next step is easy. */
  readonly text?: ReactNode;
  /** The buttons, first the filled one; or the choices, where there are several of one rank. */
  readonly children?: ReactNode;
  readonly headingLevel?: 2 | 3;
}

export function EmptyState({ drawing, title, text, children, headingLevel = 2 }: EmptyStateProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <div className="grid justify-items-center px-6 pt-10 pb-11 text-center">
      {drawing && <Drawing name={drawing} />}
      <Heading className="text-base font-semibold">{title}</Heading>
      {text && <p className="mt-1 max-w-[44ch] text-ink-2">{text}</p>}
      {children && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
