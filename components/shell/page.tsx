import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface PageProps {
  /** Logs, files, plan and deploy use the full width; all else stops growing. */
  readonly full?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What stands below the top bar. */
export function Page({ full = false, className, children }: PageProps) {
  return (
    <div
      className={classNames(
        "w-full px-6 pt-5 pb-8 max-wide:px-4 max-wide:pt-4 max-wide:pb-7",
        !full && "max-w-[calc(var(--width-reading)+48px)]",
        className,
      )}
    >
      {children}
    </div>
  );
}
