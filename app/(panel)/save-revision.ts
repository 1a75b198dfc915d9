"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

export const saveRevision = panelAction({
  input: routes["revisions.create"].body.and(routes["revisions.create"].params),
  run: async (worker, { stack, ...body }) =>
    (await worker.call(routes["revisions.create"], { params: { stack }, body })).revision,
});
