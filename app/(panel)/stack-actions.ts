"use server";

import { z } from "zod";
import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

const input = z.object({ stack: z.string() });

export const startStack = panelAction({
  input,
  run: async (worker, { stack }) => {
    const { number } = await worker.call(routes["stacks.start"], { params: { stack }, body: {} });
    return { number };
  },
});

export const stopStack = panelAction({
  input,
  run: async (worker, { stack }) => {
    const { number } = await worker.call(routes["stacks.stop"], { params: { stack } });
    return { number };
  },
});

export const restartStack = panelAction({
  input,
  run: async (worker, { stack }) => {
    const { number } = await worker.call(routes["stacks.restart"], { params: { stack }, body: {} });
    return { number };
  },
});
