import { errorViewOf } from "@/lib/api/contract/error-view";
import type { ErrorView } from "@/lib/api/contract/views";
import { PanelError } from "@/lib/errors";
import { pageCall } from "@/lib/web/operator";

/** The engine reads every function of a volume. */
export const FUNCTIONS_DEADLINE_MS = 60_000;

/** No container and no engine are no fault of the page: it says so in its place. */
export async function functionsAnswer<Answer>(
  call: Promise<Answer>,
): Promise<{ value: Answer } | { error: ErrorView }> {
  return pageCall(
    call.then(
      (value) => ({ value }),
      (error: unknown) => {
        if (error instanceof PanelError && /^(engine-|functions-unavailable$)/.test(error.code)) {
          return { error: errorViewOf(error) };
        }
        throw error;
      },
    ),
  );
}
