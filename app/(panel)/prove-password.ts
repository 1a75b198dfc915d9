"use server";

import { z } from "zod";
import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

export const provePassword = panelAction({
  input: routes["sessions.prove"].body,
  run: async (worker, body) => {
    await worker.call(routes["sessions.prove"], { body });
    return null;
  },
});

/** What one's passkey has to sign. */
export const askPasskeyToProve = panelAction({
  input: z.object({}),
  run: (worker) => worker.call(routes["passkeys.prove-options"], {}),
});

export const provePasskey = panelAction({
  input: routes["passkeys.prove"].body,
  run: async (worker, body) => {
    await worker.call(routes["passkeys.prove"], { body });
    return null;
  },
});

/** Refused with `proof-needed` unless a fresh proof counts. */
export const requireProof = panelAction({
  input: z.object({}),
  run: async (worker) => {
    await worker.call(routes["sessions.proved"], {});
    return null;
  },
});
