import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** A table within a panel, edge to edge. `caption` names it for screen readers. */
export function DataTable({ caption, children }: { readonly caption: string; readonly children: ReactNode }) {
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  );
}

export function TableHead({ children }: { readonly children: ReactNode }) {
  return (
    <thead>
      <tr>{children}</tr>
    </thead>
  );
}

interface CellLook {
  /** Figures are right-aligned with their unit. */
  readonly align?: "left" | "right";
  /** Not shown below 1001 px. */
  readonly wideOnly?: boolean;
}

const cellPadding = "px-2.5 first:pl-3.5 last:pr-3 max-wide:px-1.5";

function cellClass({ align, wideOnly }: CellLook): string {
  return classNames(cellPadding, align === "right" && "text-right", wideOnly && "max-wide:hidden");
}

export function HeaderCell({ align, wideOnly, className, ...props }: ComponentProps<"th"> & CellLook) {
  return (
    <th
      scope="col"
      {...props}
      className={classNames(
        "h-[30px] border-b border-line text-xs whitespace-nowrap text-ink-3",
        cellClass({ align, wideOnly }),
        className,
      )}
    />
  );
}

/** Over the column of buttons, which needs no title to be seen. */
export function ActionHeaderCell({ children = "Action" }: { readonly children?: ReactNode }) {
  return (
    <HeaderCell align="right">
      <span className="sr-only">{children}</span>
    </HeaderCell>
  );
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      {...props}
      className={classNames(
        "hover:bg-hover last:*:border-b-0 last:[&>:first-child]:rounded-bl-lg last:[&>:last-child]:rounded-br-lg",
        className,
      )}
    />
  );
}

export function Cell({ align, wideOnly, className, ...props }: ComponentProps<"td"> & CellLook) {
  return (
    <td
      {...props}
      className={classNames(
        "h-row border-b border-line py-1 align-middle",
        cellClass({ align, wideOnly }),
        className,
      )}
    />
  );
}
