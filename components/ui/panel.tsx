import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";

export interface PanelProps {
  readonly title?: ReactNode;
  /** Count or age, in a quieter ink on the title's line. */
  readonly meta?: ReactNode;
  readonly actions?: ReactNode;
  /** The accessible name where there is no title. */
  readonly label?: string;
  readonly headingLevel?: 2 | 3;
  /** `bad` for a panel that confirms a loss. */
  readonly tone?: "plain" | "bad";
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A bordered part of a page. Its lines run edge to edge; wrap what needs air into `PanelBody`. */
export function Panel({
  title,
  meta,
  actions,
  label,
  headingLevel = 2,
  tone = "plain",
  className,
  children,
}: PanelProps) {
  const id = useId();
  const Heading = headingLevel === 2 ? "h2" : "h3";
  const line = tone === "bad" ? "border-bad-line" : "border-line";
  return (
    <section
      aria-label={label}
      aria-labelledby={title && !label ? id : undefined}
      className={classNames("@container min-w-0 rounded-lg border bg-surface", line, className)}
    >
      {title && (
        <div
          className={classNames(
            "flex min-h-10 items-center gap-2 border-b pr-2 pl-3.5",
            children ? line : "border-transparent",
          )}
        >
          <Heading id={id} className="font-semibold whitespace-nowrap">
            {title}
          </Heading>
          {meta && <span className="min-w-0 truncate text-xs text-ink-3">{meta}</span>}
          {actions && <span className="ml-auto flex flex-none items-center gap-1.5 pr-1">{actions}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

export function PanelBody({
  className,
  children,
}: {
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return <div className={classNames("p-3.5", className)}>{children}</div>;
}
