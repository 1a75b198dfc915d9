import type { KindVersion } from "@/lib/stacks/kind";

/** Upstream's tags are the full version numbers. In the order of the choice: the default first. */
export const directusVersions = [
  { id: "12.4.0", label: "12.4.0", tested: true },
  {
    id: "12.4.1",
    label: "12.4.1",
    tested: false,
    note: "The newest; Slipway's own tests ran the one before it.",
  },
  {
    id: "11.17.4",
    label: "11.17.4",
    tested: false,
    note: "The last of version 11: no licence key, and older defaults for security.",
  },
] as const satisfies readonly KindVersion[];

export type DirectusVersion = (typeof directusVersions)[number]["id"];
