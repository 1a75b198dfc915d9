"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

export const provePassword = panelAction({
  input: routes["sessions.prove"].body,
  run: async (worker, body) => {
    await worker.call(routes["sessions.prove"], { body });
    return null;
  },
});
