/** Marks the search field of a page, which `/` focuses. Plain data: server components may spread it too. */
export const pageSearchProps = { "data-page-search": "" } as const;
