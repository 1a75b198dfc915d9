import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { routes } from "@/lib/api/contract/routes";
import type { OperatorView } from "@/lib/api/contract/views";
import type { WorkerClient } from "@/lib/client/worker-client";
import { type ErrorCode, toPanelError } from "@/lib/errors";
import { pageError } from "@/lib/web/page-error";
import { signInPath } from "@/lib/web/return-path";
import { workerForRequest } from "@/lib/web/worker-access";

export type SignedIn = {
  operator: OperatorView;
  /** The address at which a passkey of theirs stands in for the password; null without one. */
  passkeyOrigin: string | null;
  worker: WorkerClient;
};

const NOT_THERE: ReadonlySet<ErrorCode> = new Set([
  "stack-not-found",
  "revision-not-found",
  "job-not-found",
  "service-not-found",
  "not-found",
]);

/** For every page behind the sign-in: who asks, by the worker's own word; anybody else goes to the sign-in page. */
export const requireOperator = cache(async (): Promise<SignedIn> => {
  const worker = await workerForRequest();
  const { operator, passkeyOrigin } = await pageCall(worker.call(routes["sessions.current"], {}));
  return { operator, passkeyOrigin, worker };
});

/**
 * A call that a page cannot do without. An ended session leads to the sign-in page, and what is not there to the
 * not-found page; every other failure reaches the error page with its words.
 */
export async function pageCall<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    const error = toPanelError(thrown);
    if (error.code === "not-signed-in") {
      redirect(signInPath((await headers()).get("x-slipway-path")));
    }
    if (NOT_THERE.has(error.code)) notFound();
    throw pageError(error);
  }
}
