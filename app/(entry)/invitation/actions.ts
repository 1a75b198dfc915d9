"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

/** For somebody without a session: the token is all that they have. */
export const lookAtInvitation = panelAction({
  input: routes["invitations.look"].body,
  run: (worker, body) => worker.call(routes["invitations.look"], { body }),
});
