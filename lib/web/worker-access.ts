import { cookies, headers } from "next/headers";
import { cache } from "react";
import { WorkerClient } from "@/lib/client/worker-client";
import { panelEnvironment } from "@/lib/web/panel-environment";
import { readSessionToken, sessionCookieName } from "@/lib/web/session-cookie";

/** The worker's API in the name of whoever made this request; signed out, only public routes answer. */
export const workerForRequest = cache(async (): Promise<WorkerClient> => {
  const { workerSocket, cookieKey, secure } = panelEnvironment();
  const jar = await cookies();
  const token = await readSessionToken(jar.get(sessionCookieName(secure))?.value, cookieKey);
  return new WorkerClient({ socketPath: workerSocket, token, peer: await requestPeer() });
});

/** The address at the other end of the socket: the panel's server has written this header itself. */
async function requestPeer(): Promise<string> {
  return (await headers()).get("x-forwarded-for") ?? "unknown";
}
