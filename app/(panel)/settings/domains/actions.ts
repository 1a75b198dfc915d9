"use server";

import { z } from "zod";
import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

/** A first start of Caddy pulls its image. */
const APPLY_DEADLINE_MS = 150_000;

export const saveDomains = panelAction({
  input: routes["domains.save"].body,
  run: async (worker, body) => {
    const { failure } = await worker.call(
      routes["domains.save"],
      { body },
      { deadlineMs: APPLY_DEADLINE_MS },
    );
    return { failure };
  },
});

export const applyDomains = panelAction({
  input: z.object({}),
  run: async (worker) => {
    const { failure } = await worker.call(routes["domains.apply"], {}, { deadlineMs: APPLY_DEADLINE_MS });
    return { failure };
  },
});
