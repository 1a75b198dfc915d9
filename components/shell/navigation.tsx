import { History, KeyRound, Layers, Server } from "lucide-react";
import type { ReactNode } from "react";

export interface NavigationEntry {
  readonly href: string;
  readonly label: string;
  readonly icon: ReactNode;
}

/** The places of the panel, in the sidebar and in the bottom bar alike. */
export const navigation: readonly NavigationEntry[] = [
  { href: "/", label: "Stacks", icon: <Layers /> },
  { href: "/keys", label: "Keys", icon: <KeyRound /> },
  { href: "/activity", label: "Activity", icon: <History /> },
  { href: "/engine", label: "Engine", icon: <Server /> },
];
