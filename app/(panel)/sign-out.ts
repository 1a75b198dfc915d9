"use server";

import { cookies } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { errorViewOf } from "@/lib/api/contract/error-view";
import { routes } from "@/lib/api/contract/routes";
import { toPanelError } from "@/lib/errors";
import type { ActionState } from "@/lib/web/action-state";
import { panelEnvironment } from "@/lib/web/panel-environment";
import { sessionCookieName } from "@/lib/web/session-cookie";
// biome-ignore lint/plugin: this action takes nothing, and forgets the cookie after the session
import { workerForRequest } from "@/lib/web/worker-access";

/** Ends the session in the worker and forgets it in the browser. */
// biome-ignore lint/plugin: it takes nothing, and must end in a redirect also where the session has ended already
export async function signOut(): Promise<ActionState> {
  try {
    await (await workerForRequest()).call(routes["sessions.end"], {});
  } catch (thrown) {
    unstable_rethrow(thrown);
    const error = toPanelError(thrown);
    if (error.code === "unexpected") console.error(thrown);
    // Already ended is what was asked for; anything else would leave a session that still works.
    if (error.code !== "not-signed-in") return { status: "failed", error: errorViewOf(error), values: {} };
  }
  const { secure } = panelEnvironment();
  const name = sessionCookieName(secure);
  // A `__Host-` cookie is only replaced by one with the same attributes.
  (await cookies()).set(name, "", { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: 0 });
  redirect("/sign-in");
}
