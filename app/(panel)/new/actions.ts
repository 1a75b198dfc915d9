"use server";

import { z } from "zod";
import { routes } from "@/lib/api/contract/routes";
import { PanelError } from "@/lib/errors";
import { panelAction } from "@/lib/web/panel-action";

export const checkDraft = panelAction({
  input: routes["drafts.check"].body,
  run: (worker, body) => worker.call(routes["drafts.check"], { body }),
});

/**
 * Saves the stack and, where it is wanted, deploys it. A stack whose deploy is refused is saved all the same: its page
 * has the way on, and saving it once more would be refused for its name.
 */
export const createStack = panelAction({
  input: routes["stacks.create"].body.and(z.object({ deploy: z.boolean() })),
  run: async (worker, { deploy, ...body }) => {
    const { id, name } = await worker.call(routes["stacks.create"], { body });
    if (!deploy) return { name, jobNumber: null };
    const job = await worker
      .call(routes["stacks.deploy"], { params: { stack: id }, body: {} })
      .catch((error: unknown) => {
        if (error instanceof PanelError) return null;
        throw error;
      });
    return { name, jobNumber: job?.number ?? null };
  },
});
