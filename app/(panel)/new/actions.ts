"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

export const checkDraft = panelAction({
  input: routes["drafts.check"].body,
  run: (worker, body) => worker.call(routes["drafts.check"], { body }),
});

/** Saves the stack, then deploys it: a refused deploy leaves a saved stack, and its page says what is in the way. */
export const createAndDeploy = panelAction({
  input: routes["stacks.create"].body,
  run: async (worker, body) => {
    const stack = await worker.call(routes["stacks.create"], { body });
    const job = await worker.call(routes["stacks.deploy"], { params: { stack: stack.id }, body: {} });
    return { jobNumber: job.number };
  },
});
