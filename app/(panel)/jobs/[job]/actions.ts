"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

export const cancelJob = panelAction({
  input: routes["jobs.cancel"].params,
  run: async (worker, params) => {
    await worker.call(routes["jobs.cancel"], { params });
    return null;
  },
});
