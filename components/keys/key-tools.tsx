import { Database, Dices, Fingerprint, KeyRound, KeySquare, SearchCheck } from "lucide-react";
import type { ReactNode } from "react";

export interface KeyTool {
  readonly href: string;
  readonly label: string;
  readonly detail: string;
  readonly icon: ReactNode;
}

/** The check has the page to itself here; beside the other tools it stands at the right. */
export const CHECK_HREF = "/keys/verify";

/** The forms of the toolbox, each a page of its own. */
export const keyTools: readonly KeyTool[] = [
  { href: "/keys", label: "Supabase JWT keys", detail: "anon and service_role", icon: <KeyRound /> },
  {
    href: "/keys/supabase",
    label: "Supabase key set",
    detail: "ES256, publishable, secret",
    icon: <KeySquare />,
  },
  { href: "/keys/directus", label: "Directus", detail: "SECRET, admin, static token", icon: <Database /> },
  {
    href: "/keys/spacetimedb",
    label: "SpacetimeDB",
    detail: "Key pair, identity token",
    icon: <Fingerprint />,
  },
  { href: "/keys/random", label: "Random secrets", detail: "Length and alphabet", icon: <Dices /> },
  { href: CHECK_HREF, label: "Decode and verify", detail: "Any token", icon: <SearchCheck /> },
];
