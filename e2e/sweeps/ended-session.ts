import { get } from "node:http";
import { inParallel } from "@/e2e/sweeps/send";
import type { SweptPanel } from "@/e2e/sweeps/swept-panel";
import { guardedActions, panelPages, streamPaths, workerTargets } from "@/e2e/sweeps/targets";
import { actionCall, isSuccess, type SweepResult } from "@/e2e/sweeps/unauthenticated";

const AT_ONCE = 8;

/**
 * Asks with the cookie and the token of a session that has ended.
 * @param count of calls, over all pages, streams, actions and routes in turn
 */
export async function sweepEndedSession(
  swept: SweptPanel,
  session: { cookie: string; token: string },
  count: number,
): Promise<SweepResult> {
  const { cookie } = session;
  const headers = { cookie, origin: swept.panel.url, "sec-fetch-site": "same-origin" };
  const read = (path: string) => ({ method: "GET", path, headers });
  const web = [
    ...panelPages().map((path) => ({ sort: "page" as const, call: read(path) })),
    ...streamPaths().map((path) => ({ sort: "stream" as const, call: read(path) })),
    ...guardedActions().map((target) => ({
      sort: "action" as const,
      call: actionCall(swept, target, { cookie }),
    })),
  ];
  const worker = workerTargets()
    .filter(({ access, method }) => access !== "public" && method === "GET")
    .map(({ path, access }) => ({
      sort: access === "local" ? ("local worker" as const) : ("worker" as const),
      call: { method: "GET", path, headers: { authorization: `Bearer ${session.token}` } },
    }));
  const calls = [...web, ...worker];
  const successes: string[] = [];
  await inParallel(
    Array.from({ length: count }, (_, index) => index),
    AT_ONCE,
    async (index) => {
      const chosen = calls[index % calls.length];
      if (chosen === undefined) throw new Error("There is nothing to ask");
      const sender = chosen.sort === "worker" ? swept.worker : swept.web;
      const answer = await sender.send(chosen.call);
      if (isSuccess({ sort: chosen.sort, method: chosen.call.method, answer })) {
        successes.push(`${chosen.call.method} ${chosen.call.path}: ${answer.status}`);
      }
    },
  );
  return { calls: count, successes };
}

/** Opens a stream; resolves once it runs, with what tells when it was closed from the other side. */
export function openStream(swept: SweptPanel, cookie: string): Promise<{ closed: Promise<void> }> {
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  return new Promise((resolve, reject) => {
    const outgoing = get(`${swept.panel.url}/api/stream/events`, { headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`The stream answered ${answer.statusCode}`));
      const closed = new Promise<void>((close) => answer.once("close", close));
      answer.on("error", () => {});
      answer.resume();
      resolve({ closed });
    });
    outgoing.on("error", reject);
  });
}
