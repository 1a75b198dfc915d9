"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

/** Saves a revision that is reached from the server only; the plan of it is for the person to look at and apply. */
export const makePrivate = panelAction({
  input: routes["stacks.show"].params,
  run: async (worker, params) => {
    const { name, revision } = await worker.call(routes["stacks.show"], { params });
    const change = { base: revision, access: { mode: "private" as const }, settings: {}, secrets: {} };
    await worker.call(routes["revisions.create"], {
      params,
      body: { ...change, note: "Closed to this server only" },
    });
    return { name };
  },
});
