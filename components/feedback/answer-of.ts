import { unstable_rethrow } from "next/navigation";
import type { ActionState } from "@/lib/web/action-state";

/**
 * A server action's answer, for every call of one: a call that does not reach the panel, as while it restarts, ends in
 * a refusal like any other, so that the form stays with what was typed. Redirects pass through.
 */
export async function answerOf<Value>(called: Promise<ActionState<Value>>): Promise<ActionState<Value>> {
  try {
    return await called;
  } catch (thrown) {
    unstable_rethrow(thrown);
    return UNREACHABLE;
  }
}

const UNREACHABLE: ActionState<never> = {
  status: "failed",
  error: {
    code: "worker-unreachable",
    message: "The panel does not answer",
    fix: "Try again in a moment. If that does not help, reload the page.",
  },
  values: {},
};
