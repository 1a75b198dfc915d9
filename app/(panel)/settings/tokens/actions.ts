"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

export const createToken = panelAction({
  input: routes["tokens.create"].body,
  run: (worker, body) => worker.call(routes["tokens.create"], { body }),
});

export const endToken = panelAction({
  input: routes["tokens.end"].params,
  run: async (worker, params) => {
    await worker.call(routes["tokens.end"], { params });
    return null;
  },
});
