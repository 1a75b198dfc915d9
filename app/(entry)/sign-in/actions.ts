"use server";

import { z } from "zod";
import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

/** For somebody without a session: their passkey is to say who they are. */
export const askPasskeyToSignIn = panelAction({
  input: z.object({}),
  run: (worker) => worker.call(routes["passkeys.sign-in-options"], {}),
});
