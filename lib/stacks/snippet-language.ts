export const SNIPPET_LANGUAGES = ["bash", "javascript", "typescript", "csharp", "rust", "env"] as const;

/** What a snippet of a connection card is written in. */
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];
