/** The ground of what floats: menus, selects, popovers. */
export const popupClass =
  "z-40 overflow-y-auto rounded-lg bg-raised p-1 shadow-pop scrollbar-thin animate-appear focus-visible:outline-none";

/** One line within it. */
export const popupItemClass =
  "flex min-h-[30px] cursor-default items-center gap-2 rounded-sm px-2 outline-none select-none icons-sm data-highlighted:bg-selected data-disabled:text-ink-3 max-wide:min-h-10";
