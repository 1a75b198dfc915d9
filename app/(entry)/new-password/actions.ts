"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

/** For somebody without a session: the token is all that they have. */
export const resetPassword = panelAction({
  input: routes["password.reset"].body,
  run: async (worker, body) => (await worker.call(routes["password.reset"], { body })).name,
});
