import { useRef } from "react";

/**
 * For a list whose button goes away with its row, and would take the focus along: `keeper` are the properties of the
 * element around the list, and `keepFocus` moves the focus there.
 */
export function useKeptFocus() {
  const ref = useRef<HTMLDivElement>(null);
  return {
    keeper: { ref, tabIndex: -1, className: "focus-visible:outline-none" },
    keepFocus: () => ref.current?.focus(),
  };
}
