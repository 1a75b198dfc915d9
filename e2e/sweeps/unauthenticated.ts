import { ACTION_INPUT, actionBody } from "@/e2e/sweeps/action-input";
import { type Answer, type Call, inParallel } from "@/e2e/sweeps/send";
import { CANARY, type SweptPanel } from "@/e2e/sweeps/swept-panel";
import {
  type ActionTarget,
  guardedActions,
  METHODS,
  panelPages,
  publicPaths,
  streamPaths,
  workerTargets,
} from "@/e2e/sweeps/targets";
import type { Variant } from "@/e2e/sweeps/variants";

export type SweepResult = {
  /** Calls that were made. */
  calls: number;
  /** The ones that came to something, in words. */
  successes: string[];
};

const AT_ONCE = 8;

/** `local` routes are not there on the socket of web. */
type Sort = "page" | "public" | "stream" | "action" | "worker" | "local worker" | "api";

/** How an action's own answer begins, in the framework's lines; a caller without a session gets the sign-in page. */
const ACTION_ANSWER = /^\w+:\{"status":"(done|failed)"/m;

/** The worker's words for a path or a method that it does not have. */
const NO_ROUTE = /"message":"There is no \/[^"]* here"/;

/** Whether an answer is one that only somebody who is signed in may get. */
export function isSuccess(sent: Omit<Sent, "label">): boolean {
  return success(sent) !== null;
}

type Sent = { sort: Sort; method: string; label: string; answer: Answer };

export const PARTS = ["web", "api", "actions", "worker"] as const;

/**
 * Every route, page, stream and action, by every method, in every variant of somebody who is not signed in.
 * @param parts of the panel that are asked
 */
export async function sweepUnauthenticated(
  swept: SweptPanel,
  all: readonly Variant[],
  parts: readonly (typeof PARTS)[number][] = PARTS,
): Promise<SweepResult> {
  const successes: string[] = [];
  let calls = 0;
  const judge = (sent: Sent) => {
    calls += 1;
    const why = success(sent);
    if (why !== null) successes.push(`${sent.label}: ${sent.answer.status} ${why}`);
  };
  const sweeps = {
    web: () =>
      inParallel(webCalls(all), AT_ONCE, async ({ sort, variant, method, path }) => {
        const answer = await swept.web.send({
          method,
          path: variant.path?.(path) ?? path,
          // A page of the panel sends these; the sweep is not to be refused for the lack of them.
          headers: { origin: swept.panel.url, "sec-fetch-site": "same-origin", ...variant.headers },
          ...(hasBody(method) && { body: "" }),
        });
        judge({ sort, method, label: `${method} ${path} with ${variant.name}`, answer });
      }),
    api: () =>
      inParallel(apiCalls(all), AT_ONCE, async ({ variant, method, path, id }) => {
        const answer = await swept.web.send({
          method,
          path: variant.path?.(path) ?? path,
          headers: { "content-type": "application/json", ...variant.headers },
          ...(hasBody(method) && { body: JSON.stringify(ACTION_INPUT) }),
        });
        judge({ sort: "api", method, label: `${method} ${id} of the API with ${variant.name}`, answer });
      }),
    actions: () =>
      inParallel(actionCalls(all), AT_ONCE, async ({ variant, target }) => {
        const { name, page } = target;
        const answer = await swept.web.send(actionCall(swept, target, variant.headers));
        judge({
          sort: "action",
          method: "POST",
          label: `action ${name} on ${page} with ${variant.name}`,
          answer,
        });
      }),
    worker: () =>
      inParallel(workerCalls(all), AT_ONCE, async ({ variant, method, path, id, sort }) => {
        const answer = await swept.worker.send({
          method,
          path: variant.path?.(path) ?? path,
          headers: { "content-type": "application/json", ...variant.headers },
          ...(hasBody(method) && { body: JSON.stringify(ACTION_INPUT) }),
        });
        judge({
          sort,
          method,
          label: `${method} ${id} of the worker with ${variant.name}`,
          answer,
        });
      }),
  };
  for (const part of parts) await sweeps[part]();
  return { calls, successes };
}

/** Whether the action itself answered, and found nothing wrong with its input. */
export function tookInput({ text }: Answer): boolean {
  return ACTION_ANSWER.test(text) && !text.includes('"message":"Something in the form is not right"');
}

/** A server action as the framework's own client calls it. */
export function actionCall(
  swept: SweptPanel,
  { id, name, page }: ActionTarget,
  headers: Readonly<Record<string, string>> = {},
): Call {
  const { contentType, body } = actionBody(name);
  return {
    method: "POST",
    path: page,
    headers: {
      origin: swept.panel.url,
      "content-type": contentType,
      accept: "text/x-component",
      "next-action": id,
      ...headers,
    },
    body,
  };
}

function webCalls(all: readonly Variant[]) {
  const paths: { sort: Sort; path: string }[] = [
    ...panelPages().map((path) => ({ sort: "page" as const, path })),
    ...publicPaths().map((path) => ({ sort: "public" as const, path })),
    ...streamPaths().map((path) => ({ sort: "stream" as const, path })),
  ];
  return paths.flatMap(({ sort, path }) =>
    METHODS.flatMap((method) =>
      tried(all, method === "GET", path + method).map((variant) => ({ sort, path, method, variant })),
    ),
  );
}

function actionCalls(all: readonly Variant[]) {
  // Where a page's path is spelled otherwise, the action is not found; its headers are what counts.
  const spelled = all.filter(({ path }) => path === undefined);
  return guardedActions().flatMap((target) => spelled.map((variant) => ({ target, variant })));
}

function workerCalls(all: readonly Variant[]) {
  const targets = workerTargets();
  // A path may be anybody's by one method, as signing in is, and guarded by the others.
  const open = new Set(
    targets.flatMap(({ access, method, path }) => (access === "public" ? [method + path] : [])),
  );
  return targets
    .filter(({ access }) => access !== "public")
    .flatMap(({ id, path, method: own, access }) => {
      const sort = access === "local" ? ("local worker" as const) : ("worker" as const);
      return METHODS.filter((method) => !open.has(method + path)).flatMap((method) =>
        tried(all, method === own, path + method).map((variant) => ({ id, path, method, variant, sort })),
      );
    });
}

/** The worker's routes at the panel's address, where an API token alone is a way in: none is anybody's. */
function apiCalls(all: readonly Variant[]) {
  return workerTargets().flatMap(({ id, path, method: own }) =>
    [own, "OPTIONS"].flatMap((method) =>
      tried(all, method === own, path + method).map((variant) => ({
        id,
        path: `/api${path}`,
        method,
        variant,
      })),
    ),
  );
}

const SHARE = 4;

/** All variants by the method that the path is for; by the others a quarter of them, another one for each. */
function tried(all: readonly Variant[], isOwn: boolean, seed: string): readonly Variant[] {
  if (isOwn || all.length < SHARE) return all;
  const first = Buffer.from(seed).reduce((sum, byte) => sum + byte, 0) % SHARE;
  return all.filter((_, index) => index % SHARE === first);
}

function hasBody(method: string): boolean {
  return method !== "GET" && method !== "HEAD" && method !== "OPTIONS";
}

/** Why an answer is one that only somebody who is signed in may get; null when it is not. */
function success({
  sort,
  method,
  answer: { status, location, cookies, text },
}: Omit<Sent, "label">): string | null {
  if (text.includes(CANARY)) return "shows what is behind the sign-in";
  if (text.includes('"status":"done"')) return "an action was carried out";
  if (cookies.some((cookie) => /slipway\.session=[^;]/.test(cookie))) return "gives a session";
  if (sort === "public") return null;
  if (sort === "action") return ACTION_ANSWER.test(text) ? "the action answered" : null;
  // Who calls is asked before anything is read or looked up, so every other refusal, that a thing is missing among them,
  // is one that only somebody who is let in may hear.
  const isNoRoute = status === 404 && (text === "" || NO_ROUTE.test(text));
  if (sort === "worker") return status === 401 || isNoRoute ? null : "is not refused for want of a session";
  if (sort === "local worker") return isNoRoute ? null : "is there";
  // An answer to HEAD has nothing in it.
  if (method === "HEAD") return null;
  if (status === 0 || status >= 400) return null;
  // The framework's own way to the sign-in page, or to a tidier spelling of the path; by header or in a page's data.
  if (status >= 300 && location.startsWith("/")) return null;
  if (sort === "page" && text.includes("NEXT_REDIRECT") && text.includes("/sign-in")) return null;
  if (sort === "page" && isBareTree(text)) return null;
  return "is no refusal";
}

/**
 * What the framework's router gets of a page that it asks for ahead: the parts of the address that it asked for, in its
 * own lines, and nothing drawn. No page and no layout runs for it, so nobody could be asked for a session.
 */
export function isBareTree(text: string): boolean {
  return /^\w+:[[{]/.test(text) && !text.includes('["$"');
}
