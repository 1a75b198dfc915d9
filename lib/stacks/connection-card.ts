import type { SnippetLanguage } from "@/lib/stacks/snippet-language";

type ConnectionRowBase = {
  label: string;
  /** Heading over it and those beside it that name the same one: "Database". */
  group?: string;
  /** What to know of the value in a few words: "good until 2031-11-20". */
  note?: string;
  /** Id of the probe that proves it. */
  probe?: string;
};

/** A row of the connection card. Secrets go by name and reach the page only when revealed. */
export type ConnectionRow = ConnectionRowBase &
  ({ text: string; url?: boolean } | { secret: string } | { user: string; secret: string });

export type Snippet = {
  title: string;
  language: SnippetLanguage;
  code: string;
  /** Id of the probe that does what it does. */
  probe?: string;
};
