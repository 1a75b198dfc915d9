"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { routes } from "@/lib/api/contract/routes";
import { toPanelError } from "@/lib/errors";
import { panelEnvironment } from "@/lib/web/panel-environment";
import { sessionCookieName } from "@/lib/web/session-cookie";
import { workerForRequest } from "@/lib/web/worker-access";

/** Ends the session in the worker and forgets it in the browser. */
export async function signOut(): Promise<void> {
  try {
    await (await workerForRequest()).call(routes["sessions.end"], {});
  } catch (thrown) {
    // Already ended is what was asked for; anything else would leave a session that still works.
    if (toPanelError(thrown).code !== "not-signed-in") throw thrown;
  }
  const { secure } = panelEnvironment();
  const name = sessionCookieName(secure);
  // A `__Host-` cookie is only replaced by one with the same attributes.
  (await cookies()).set(name, "", { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: 0 });
  redirect("/sign-in");
}
