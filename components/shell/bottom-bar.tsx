import { Settings } from "lucide-react";
import { NavLink } from "@/components/shell/nav-link";
import { type NavigationEntry, navigation } from "@/components/shell/navigation";

/** The sidebar has its own way to the settings; here they are a place like the others. */
const places: readonly NavigationEntry[] = [
  ...navigation,
  { href: "/settings", label: "Settings", icon: <Settings /> },
];

/** Below 1001 px: the places at the thumb. */
export function BottomBar() {
  return (
    <nav
      aria-label="Main, narrow"
      className="fixed inset-x-0 bottom-0 z-20 grid h-14 grid-cols-5 border-t border-line bg-sidebar wide:hidden"
    >
      {places.map((entry) => (
        <NavLink
          key={entry.href}
          href={entry.href}
          withChildren
          className="grid content-center justify-items-center gap-[3px] text-2xs leading-[14px] text-ink-3 focus-visible:-outline-offset-2 aria-[current]:font-medium aria-[current]:text-ink aria-[current]:[&_.lucide]:text-accent-ink [&_.lucide]:size-[18px]"
        >
          {entry.icon}
          {entry.label}
        </NavLink>
      ))}
    </nav>
  );
}
