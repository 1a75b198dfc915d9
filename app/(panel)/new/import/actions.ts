"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

export const reviewImport = panelAction({
  input: routes["imports.review"].body,
  run: (worker, body) => worker.call(routes["imports.review"], { body }),
});

/** Saves the stack; its page has what was imported, and the deploy. */
export const createImported = panelAction({
  input: routes["imports.create"].body,
  run: async (worker, body) => {
    const { name } = await worker.call(routes["imports.create"], { body });
    return { name };
  },
});
