"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

export const makeSupabaseJwtKeys = panelAction({
  input: routes["keys.supabase-jwt"].body,
  run: (worker, body) => worker.call(routes["keys.supabase-jwt"], { body }),
});

export const makeSupabaseKeySet = panelAction({
  input: routes["keys.supabase"].body,
  run: (worker, body) => worker.call(routes["keys.supabase"], { body }),
});

export const makeDirectusKeys = panelAction({
  input: routes["keys.directus"].body,
  run: (worker, body) => worker.call(routes["keys.directus"], { body }),
});

export const makeSpacetimedbKeys = panelAction({
  input: routes["keys.spacetimedb"].body,
  run: (worker, body) => worker.call(routes["keys.spacetimedb"], { body }),
});

export const makeSecrets = panelAction({
  input: routes["keys.random"].body,
  run: (worker, body) => worker.call(routes["keys.random"], { body }),
});

export const verifyToken = panelAction({
  input: routes["keys.verify"].body,
  run: (worker, body) => worker.call(routes["keys.verify"], { body }),
});

export const showTarget = panelAction({
  input: routes["stacks.show"].params,
  run: async (worker, params) => {
    const [{ revision, access }, { secrets }] = await Promise.all([
      worker.call(routes["stacks.show"], { params }),
      worker.call(routes["stacks.secrets"], { params }),
    ]);
    return { revision, access, secrets };
  },
});
