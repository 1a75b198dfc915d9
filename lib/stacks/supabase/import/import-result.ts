import type { SettingValue } from "@/lib/stacks/settings";

/**
 * What became of a variable: `kept` as it is; `changed` into something else; `unknown` to Supabase and kept as a free
 * variable; `unused`, since nothing here reads it.
 */
export type ImportState = "kept" | "changed" | "unknown" | "unused";

/** Why a secret of the file should not go on as it is, and what making it anew would mean. */
export type ImportFlag = {
  why: string;
  consequence: string;
  /** Asked to be kept all the same. */
  kept: boolean;
};

export type ImportRow = {
  /** The variable. */
  name: string;
  state: ImportState;
  /** Label of the setting or secret that has the value now. */
  target: string | null;
  /** null for a secret. */
  value: string | null;
  note: string | null;
  flag: ImportFlag | null;
};

export type SupabaseImport = {
  settings: Readonly<Record<string, SettingValue>>;
  /** Secrets that are taken over; all others are made. */
  secrets: Readonly<Record<string, string>>;
  /** In the order of the file. */
  rows: readonly ImportRow[];
  /** Of the files as wholes, as sentences. */
  remarks: readonly string[];
};
